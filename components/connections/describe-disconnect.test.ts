import { expect, test } from "vitest";
import { AppFate } from "@/lib/api/portals";
import { describeDisconnect } from "./describe-disconnect";

test("only what HubSpot has confirmed is told as uninstalled", () => {
  const told = AppFate.options.filter((app) => /has uninstalled/.test(describeDisconnect(app).text));
  expect(told).toEqual(["uninstalled"]);
});

test.each(["unknown", "ended"] as const)(
  "an app that may still be there (%s) is told with where to remove it",
  (app) => {
    expect(describeDisconnect(app).text).toContain("Settings → Integrations → Connected apps");
  },
);
