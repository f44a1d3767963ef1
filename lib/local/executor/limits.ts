const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const mebibyte = 1024 * 1024;

/** Inngest's documented limits, so that what passes here passes there. */
export const limits = {
  stepsPerRun: 1_000,
  stepOutputBytes: 4 * mebibyte,
  runStateBytes: 32 * mebibyte,
  answerBytes: 8 * mebibyte,
  callMs: 2 * hour,
  sleepMs: 365 * day,
  eventBytes: 512 * 1024,
  eventNameLength: 256,
  eventsPerSend: 5_000,
  retries: 20,
  defaultRetries: 4,
  retryAfterMs: { least: second, most: day },
  triggersPerFunction: 10,
  concurrencyOptions: 2,
  cancelOn: 5,
  prioritySeconds: 600,
  throttlePeriodMs: { least: second, most: 7 * day },
  rateLimitPeriodMs: { least: second, most: day },
  debouncePeriodMs: { least: second, most: 7 * day },
  batchTimeoutMs: { least: second, most: minute },
  batchEvents: { least: 2, most: 100 },
  batchBytes: 10 * mebibyte,
} as const;

/** What the HTTP door reads of a request before it hangs up; a checkpoint carries its steps' outputs more than once. */
export const maxRequestBytes = 32 * mebibyte;

/** How long an event id or an idempotency key is remembered. */
export const onceMs = day;

/** How long a finished run stays in the database. */
export const keepRunsMs = 7 * day;

/** Calls in a row that the app may break off before its run is given up: a step that kills the app would go on for ever. */
export const maxBrokenCalls = 50;
