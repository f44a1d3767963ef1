import { expect, test } from "vitest";
import { findRateLimit, findThrottle } from "./pace";
import { FunctionConfig } from "./registration";

const event = { id: "e", name: "t/x", ts: 5, data: { portal: 7 } };

function configure(options: Record<string, unknown>): FunctionConfig {
  return FunctionConfig.parse({ id: "app-f", triggers: [], steps: { step: {} }, ...options });
}

test("a throttle spreads its starts over the period, with its burst ahead, and one where nothing is said", () => {
  const throttle = { limit: 4, period: "2s", key: "event.data.portal" };
  expect(findThrottle(configure({ throttle }), event)).toEqual({ key: "throttle:app-f:7", everyMs: 500, ahead: 1 });
  expect(findThrottle(configure({ throttle: { ...throttle, burst: 9 } }), event)?.ahead).toBe(9);
  expect(findThrottle(configure({ throttle: { ...throttle, key: "event.data.none" } }), event)?.key).toBe(
    "throttle:app-f:",
  );
  expect(findThrottle(configure({}), event)).toBeNull();
});

test("a tenth of a rate limit may come at once", () => {
  const ahead = (limit: number) => findRateLimit(configure({ rateLimit: { limit, period: "1h" } }), event)?.ahead;
  expect([1, 9, 10, 100].map(ahead)).toEqual([0, 0, 1, 10]);
  expect(findRateLimit(configure({}), event)).toBeNull();
});
