import { expect, test } from "vitest";
import { describeResend, describeWayOut, type FixPlace } from "./describe-resend";

const all: readonly FixPlace[] = ["source", "mapping", "hubspot"];

test("what is corrected in the source goes with a run, since a retry has the old values", () => {
  expect(describeResend(["source"])).toMatch(/^Then run the sync.* A retry sends the old values/);
  expect(describeResend(["source"], { canRetry: false })).toBe("Then run the sync, which reads these rows anew.");
  expect(describeWayOut(["source"])).not.toMatch(/retry/);
});

test("what is changed elsewhere goes with a retry", () => {
  expect(describeResend(["mapping", "hubspot"])).toMatch(/^Then retry/);
  expect(describeWayOut(["hubspot"])).toBe("See why, set it right in HubSpot, and retry.");
});

test("where both may be, each way is told with its place", () => {
  expect(describeResend(all)).toMatch(/correct the source, run the sync: .* change the mapping or HubSpot, retry/);
  expect(describeWayOut(["source", "hubspot"])).toMatch(
    /source is corrected, run the sync; once HubSpot is changed, retry/,
  );
});

test("where nothing is to be set right, no way is told", () => {
  expect(describeResend([])).toBeNull();
  expect(describeWayOut([])).toBe("See why.");
});
