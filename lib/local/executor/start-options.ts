import { z } from "zod";
import { Duration, durationWithin, Expression } from "./config-fields";
import { limits } from "./limits";

export const Throttle = z.strictObject({
  limit: z.number().int().min(1),
  period: durationWithin(limits.throttlePeriodMs),
  // One, if nothing is said: that is what Inngest's server makes of it.
  burst: z.number().int().min(0).default(1),
  key: Expression.optional(),
});

export const RateLimit = z.strictObject({
  limit: z.number().int().min(1),
  period: durationWithin(limits.rateLimitPeriodMs),
  key: Expression.optional(),
});

export const Debounce = z.strictObject({
  period: durationWithin(limits.debouncePeriodMs),
  timeout: Duration.optional(),
  key: Expression.optional(),
});
export type Debounce = z.infer<typeof Debounce>;

export const BatchEvents = z.strictObject({
  maxSize: z.number().int().min(limits.batchEvents.least).max(limits.batchEvents.most),
  timeout: durationWithin(limits.batchTimeoutMs),
  key: Expression.optional(),
  if: Expression.optional(),
});
export type BatchEvents = z.infer<typeof BatchEvents>;
