import { expect, onTestFinished, test } from "vitest";
import { type MatchCheck, MatchCheckInput, MatchCheckLine } from "@/lib/api/match-check";
import type { Actor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { makePeopleSync, type PeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { addMember, makeWorkspace } from "@/lib/local/testing/workspace";
import { checkMatch } from "./check-match";

const hubSpot = await testHubSpot();
prepareEnvironment({ databaseUrl: await testDatabase(), hubSpot });
const warehouse = await testWarehouse();

const inputOf = ({ input, sync }: PeopleSync, changes: Partial<MatchCheckInput> = {}) =>
  MatchCheckInput.parse({ ...input, match: input.mapping.match, syncId: sync.id, ...changes });

async function follow(actor: Actor, input: MatchCheckInput, signal = new AbortController().signal) {
  const lines: MatchCheckLine[] = [];
  const { pieces } = await checkMatch(actor, input, signal);
  for await (const piece of pieces) lines.push(MatchCheckLine.parse(JSON.parse(piece)));
  return lines;
}

async function check(actor: Actor, input: MatchCheckInput): Promise<MatchCheck> {
  const last = (await follow(actor, input)).at(-1);
  if (last?.kind !== "done") throw new Error(`The check ended otherwise: ${JSON.stringify(last)}`);
  return last.check;
}

test("every row is counted once: usable, blank or invalid, and copies are found by the key of the plan", async () => {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert([
    { email: "ada@example.com", first_name: "Ada" },
    { email: " ADA@example.com ", first_name: "Ada again" },
    { email: "bob@example.com" },
    { email: null, first_name: "Nobody", job_title: "O'Brien 🛫" },
    { email: "   " },
    { email: "no address", badge: "7" },
    { email: `${"x".repeat(65_536)}@example.com` },
  ]);
  expect(await check(made.actor, inputOf(made))).toEqual({
    ...{ rows: 7, blank: 2, invalid: 2, usable: 3, values: 2, repeatedValues: 1, repeatedRows: 2 },
    blankRows: [
      {
        rowNumber: 4,
        value: null,
        message: expect.stringContaining("empty"),
        cells: [
          { column: "id", value: "4" },
          { column: "first_name", value: "Nobody" },
          { column: "job_title", value: "O'Brien 🛫" },
        ],
      },
      expect.objectContaining({ rowNumber: 5 }),
    ],
    invalidRows: [
      expect.objectContaining({ rowNumber: 6, value: "no address", message: expect.stringContaining("no @") }),
      expect.objectContaining({ rowNumber: 7, value: `${"x".repeat(120)}…` }),
    ],
    repeated: [{ value: "ada@example.com", rows: 2, firstRow: 1 }],
    accepted: { values: 0, vanished: 0 },
    lookedUp: { values: 2, found: 0 },
    whyNotLookedUp: null,
  });
});

test("what HubSpot has accepted and has now is told, and nothing is written anywhere", async () => {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.run(
    "insert into people (email) select 'guest' || n || '@example.com' from generate_series(1, 150) n",
  );
  await hubSpot.admin("POST", "/records", {
    portal: made.hubId,
    objectType: "0-1",
    records: ["guest7@example.com", "elsewhere@example.com"].map((email) => ({ properties: { email } })),
  });
  await getPool().query(
    `insert into bulk.row_state (sync_id, key, hash, record_id)
     values ($1, 'guest7@example.com', 7, '1'), ($1, 'gone@example.com', 7, '2'), ($1, 'met@example.com', 0, '3')`,
    [made.sync.id],
  );
  const before = await hubSpot.listRecords(made.hubId, "0-1");
  const calls = await hubSpot.countCalls();
  expect(await check(made.actor, inputOf(made))).toMatchObject({
    accepted: { values: 2, vanished: 1 },
    lookedUp: { values: 150, found: 1 },
  });
  expect(await calls("/batch/read")).toBeGreaterThanOrEqual(2);
  expect(await hubSpot.listRecords(made.hubId, "0-1")).toEqual(before);
  expect(await check(made.actor, inputOf(made, { syncId: null }))).toMatchObject({ accepted: null });
});

test("a portal that can't be asked spoils nothing of what the rows have told", async () => {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert([{ email: "ada@example.com" }]);
  const body = { status: "error", category: "MISSING_SCOPES", message: "No.", errors: [] };
  await hubSpot.admin("POST", "/faults", { match: { path: "/batch/read" }, kind: "status", status: 403, body });
  onTestFinished(async () => {
    await hubSpot.admin("DELETE", "/faults");
  });
  const found = await check(made.actor, inputOf(made));
  expect(found).toMatchObject({ rows: 1, usable: 1, lookedUp: null, whyNotLookedUp: expect.any(String) });
});

test("a query that fails midway ends with why; one that can't begin is refused with its place", async () => {
  const made = await makePeopleSync(hubSpot, warehouse);
  const failing = "select 'a' || n || '@example.com' as email, 1 / (5000 - n) as x from generate_series(1, 9000) n";
  const lines = await follow(made.actor, inputOf(made, { query: { kind: "sql", sql: failing } }));
  expect(lines.map(({ kind }) => kind)).toEqual(["reading", "failed"]);
  expect(lines.at(-1)).toMatchObject({ message: expect.stringContaining("division by zero") });
  const wrong = inputOf(made, { query: { kind: "sql", sql: "select 1,\n wrong" } });
  await expect(follow(made.actor, wrong)).rejects.toMatchObject({ place: { line: 2, column: 2 } });
  const match = { column: "vanished", property: "email" };
  await expect(follow(made.actor, inputOf(made, { match }))).rejects.toMatchObject({ code: "mapping_invalid" });
});

test("a check that is cancelled stops reading at once", async () => {
  const made = await makePeopleSync(hubSpot, warehouse);
  const cancelling = new AbortController();
  const sql = "select 'a' || generate_series(1, 100000000) || '@example.com' as email";
  const { pieces } = await checkMatch(made.actor, inputOf(made, { query: { kind: "sql", sql } }), cancelling.signal);
  expect((await pieces.next()).done).toBe(false);
  cancelling.abort();
  const rest: string[] = [];
  for await (const piece of pieces) rest.push(piece);
  expect(rest.filter((piece) => piece.includes('"done"') || piece.includes('"failed"'))).toEqual([]);
});

test("a workspace has two checks at once, and a third when one of them has ended", async () => {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert([{ email: "ada@example.com" }]);
  const signal = new AbortController().signal;
  const open = async () => (await checkMatch(made.actor, inputOf(made), signal)).pieces;
  const [one, two] = [await open(), await open()];
  await one.next();
  await two.next();
  await expect((await open()).next()).rejects.toMatchObject({ code: "throttled" });
  await one.return(undefined);
  expect((await (await open()).next()).done).toBe(false);
  await two.return(undefined);
});

test("a viewer checks nothing, and somebody else's source, portal and sync aren't there", async () => {
  const made = await makePeopleSync(hubSpot, warehouse);
  const viewer = await addMember(made.actor.workspaceId, "viewer");
  await expect(follow(viewer, inputOf(made))).rejects.toMatchObject({ code: "forbidden" });
  await expect(follow(await makeWorkspace(), inputOf(made))).rejects.toMatchObject({ code: "not_found" });
  const other = await makePeopleSync(hubSpot, warehouse);
  await expect(follow(made.actor, inputOf(made, { syncId: other.sync.id }))).rejects.toMatchObject({
    code: "not_found",
  });
});
