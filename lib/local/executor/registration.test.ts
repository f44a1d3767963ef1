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
    throttle: { limit: 3, period: "10s", key: "event.data.portal" },
    rateLimit: { limit: 3, period: "24h", key: "event.data.portal" },
    debounce: { period: "7d", timeout: "8d", key: "event.data.portal" },
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
  ["a throttle of less than a second", { throttle: { limit: 1, period: "500ms" } }, "from 1 to 604800 seconds"],
  ["a throttle of nothing", { throttle: { limit: 0, period: "1s" } }, "limit"],
  ["a rate limit for two days", { rateLimit: { limit: 1, period: "2d" } }, "from 1 to 86400 seconds"],
  ["a debounce for eight days", { debounce: { period: "8d" } }, "from 1 to 604800 seconds"],
  ["a batch of one", { batchEvents: { maxSize: 1, timeout: "1s" } }, "maxSize"],
  ["a batch of 101", { batchEvents: { maxSize: 101, timeout: "1s" } }, "maxSize"],
  ["a batch that waits for two minutes", { batchEvents: { maxSize: 2, timeout: "2m" } }, "from 1 to 60 seconds"],
  ["a key that is no expression", { throttle: { limit: 1, period: "1s", key: "event." } }, "no CEL expression"],
  ["eleven triggers", { triggers: Array.from({ length: 11 }, () => ({ event: "t/x" })) }, "triggers"],
])("%s that Inngest wouldn't take is refused with a reason", (_what, changes, reason) => {
  expect(() => register(changes)).toThrow(reason);
});

test.each([
  ["idempotency", { idempotency: "event.data.key" }],
  ["rateLimit", { rateLimit: { limit: 1, period: "1s" } }],
  ["cancel", { cancel: [{ event: "t/stop" }] }],
  ["priority", { priority: { run: "1" } }],
  ["debounce", { debounce: { period: "1s" } }],
])("batches beside %s are refused by both names", (name, changes) => {
  const batchEvents = { maxSize: 10, timeout: "1s" };
  expect(() => register({ batchEvents, ...changes })).toThrow(
    `"app-f" can't be registered: Inngest doesn't combine batchEvents with ${name}`,
  );
  expect(register({ batchEvents }).functions).toHaveLength(1);
});

test("a body that is no registration is refused", () => {
  expect(() => parseRegistration(null)).toThrow("no registration");
  expect(() => parseRegistration({ appName: "app" })).toThrow("functions");
});
