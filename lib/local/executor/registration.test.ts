import { expect, test } from "vitest";
import { countAttempts, parseRegistration } from "./registration";

const plain = {
  id: "app-f",
  name: "F",
  triggers: [{ event: "t/x", expression: "event.data.id == 1" }, { cron: "TZ=Europe/Berlin 0 9 * * 1-5" }],
  steps: {
    step: { id: "step", name: "step", runtime: { type: "http", url: "http://127.0.0.1" }, retries: { attempts: 2 } },
  },
};

function register(changes: Record<string, unknown>) {
  return parseRegistration({ appName: "app", url: "http://127.0.0.1", functions: [{ ...plain, ...changes }] });
}

test("what the SDK sends is read, and reads the same when it comes back from the database", () => {
  const full = {
    concurrency: { limit: 1, key: "event.data.portal", scope: "account" },
    priority: { run: "event.data.p" },
    idempotency: "event.data.key",
    singleton: { key: "event.data.sync", mode: "skip" },
    timeouts: { start: "10m", finish: "2h" },
    cancel: [{ event: "t/stop", if: "event.data.id == async.data.id", timeout: "1h" }],
  };
  const { app, functions } = register(full);
  expect(app).toBe("app");
  expect(functions).toHaveLength(1);
  expect(parseRegistration({ appName: "app", functions: JSON.parse(JSON.stringify(functions)) }).functions).toEqual(
    functions,
  );
});

test("attempts are one more than retries, and five where nothing is said", () => {
  const attempts = (step: unknown) => register({ steps: { step } }).functions.map(countAttempts);
  expect(attempts({ retries: { attempts: 0 } })).toEqual([1]);
  expect(attempts({ retries: { attempts: 20 } })).toEqual([21]);
  expect(attempts({})).toEqual([5]);
});

test.each([
  ["throttle", { throttle: { limit: 1, period: "1s" } }],
  ["rateLimit", { rateLimit: { limit: 1, period: "1s" } }],
  ["debounce", { debounce: { period: "1s" } }],
  ["batchEvents", { batchEvents: { maxSize: 10, timeout: "1s" } }],
  ["jitter", { triggers: [{ cron: "0 9 * * *", jitter: "1m" }] }],
  ["somethingNew", { somethingNew: true }],
])("a function that uses %s is refused by name", (feature, changes) => {
  expect(() => register(changes)).toThrow(`Function "app-f" uses ${feature}`);
});

test.each([
  ["an expression", { triggers: [{ event: "t/x", expression: "event.data." }] }, "no CEL expression"],
  ["a cron with seconds", { triggers: [{ cron: "0 0 9 * * *" }] }, "five fields"],
  ["a cron that never fires", { triggers: [{ cron: "0 0 31 2 *" }] }, "never fires"],
  ["a time zone", { triggers: [{ cron: "TZ=No/Where 0 9 * * *" }] }, "time zone"],
  ["a wildcard", { triggers: [{ event: "t/*" }] }, "wildcards"],
  ["a trigger of neither kind", { triggers: [{}] }, "neither event nor cron"],
  ["a duration", { timeouts: { start: "soon" } }, "no duration"],
  ["more than 20 retries", { steps: { step: { retries: { attempts: 21 } } } }, "attempts"],
  ["three concurrency options", { concurrency: [{ limit: 1 }, { limit: 1 }, { limit: 1 }] }, "concurrency"],
  ["a concurrency scope", { concurrency: { limit: 1, scope: "world" } }, "scope"],
  ["six cancellations", { cancel: Array.from({ length: 6 }, () => ({ event: "t/x" })) }, "cancel"],
  ["eleven triggers", { triggers: Array.from({ length: 11 }, () => ({ event: "t/x" })) }, "triggers"],
])("%s that Inngest wouldn't take is refused with a reason", (_what, changes, reason) => {
  expect(() => register(changes)).toThrow(reason);
});

test("a body that is no registration is refused", () => {
  expect(() => parseRegistration(null)).toThrow("no registration");
  expect(() => parseRegistration({ appName: "app" })).toThrow("functions");
});
