import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { ApiError } from "./problem";
import { rereadRunIn, syncQuery } from "./queries";

test.each([
  ["goes on after a server that couldn't be reached", new TypeError("fetch failed"), 15_000],
  [
    "goes on after a proxy's error",
    new ApiError({ code: "unreadable", message: "The server answered 502." }, 502),
    15_000,
  ],
  ["ends once the sync is gone", new ApiError({ code: "not_found", message: "No sync has that id." }, 404), false],
])("looking for newer versions of a sync %s", (_, error, expected) => {
  const options = syncQuery("0198c2a0-0000-7000-8000-000000000003");
  const client = new QueryClient();
  const query = client.getQueryCache().build(client, client.defaultQueryOptions(options));
  query.setState({ ...query.state, status: "error", error });
  const { refetchInterval } = options;
  if (typeof refetchInterval !== "function") throw new Error("It depends on what was answered.");
  expect(refetchInterval(query)).toBe(expected);
});

const still = { isMoving: false, waiting: null };
const waiting = { problem: "The bucket is full.", nextTryAt: "2026-01-01T00:00:00.000Z" };

test.each([
  ["that is live, each second", { status: "delivering", files: still, valuesWaiting: null }, 1_000],
  [
    "whose files move, each second",
    { status: "completed", files: { isMoving: true, waiting: null }, valuesWaiting: null },
    1_000,
  ],
  [
    "whose files wait, now and then",
    { status: "completed", files: { isMoving: true, waiting }, valuesWaiting: null },
    15_000,
  ],
  ["whose values wait, now and then", { status: "completed", files: still, valuesWaiting: waiting }, 15_000],
  ["of which nothing moves, not at all", { status: "completed", files: still, valuesWaiting: null }, false],
] as const)("a run is read again %s", (_name, run, expected) => {
  expect(rereadRunIn(run)).toBe(expected);
});
