import { expect, test } from "vitest";
import { describeConnectOutcome } from "./connect-outcome";

test("an outcome has its own words, and whatever else stands in the address is never repeated on the page", () => {
  expect(describeConnectOutcome("connected")?.tone).toBe("success");
  expect(describeConnectOutcome("<b>anything</b>")).toBeNull();
  expect(describeConnectOutcome(["connected", "denied"])).toBeNull();
  expect(describeConnectOutcome(undefined)).toBeNull();
});
