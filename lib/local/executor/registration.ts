import { z } from "zod";
import { AppError, messageOf } from "@/lib/errors";
import { Duration, Expression } from "./config-fields";
import { findNextFireTime } from "./cron";
import { limits } from "./limits";
import { BatchEvents, Debounce, RateLimit, Throttle } from "./start-options";

const CronExpression = z.string().superRefine((text, context) => {
  try {
    if (findNextFireTime(text, new Date()) === null) context.addIssue(`"${text}" never fires`);
  } catch (thrown) {
    context.addIssue(messageOf(thrown));
  }
});

const EventName = z
  .string()
  .min(1)
  .max(limits.eventNameLength)
  .refine((name) => !name.includes("*"), {
    error: "wildcards in event names are not something the local executor has",
  });

const Trigger = z
  .strictObject({ event: EventName.optional(), expression: Expression.optional(), cron: CronExpression.optional() })
  .refine(({ event, cron }) => (event === undefined) !== (cron === undefined), { error: "is neither event nor cron" });

const ConcurrencyOption = z.strictObject({
  limit: z.number().int().min(0),
  key: Expression.optional(),
  scope: z.enum(["fn", "env", "account"]).optional(),
});

/** The SDK takes a bare limit, one option, or a list of them. */
function listConcurrency(value: unknown): unknown {
  if (typeof value === "number") return [{ limit: value }];
  return value === undefined || Array.isArray(value) ? value : [value];
}

/** What Inngest doesn't let a function that takes batches have beside it. */
const notWithBatches = ["idempotency", "rateLimit", "cancel", "priority", "debounce"] as const;

/** A function as the SDK describes it, without the features that the local executor doesn't have. */
export const FunctionConfig = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(Trigger).max(limits.triggersPerFunction),
  steps: z.strictObject({
    step: z.looseObject({
      retries: z.looseObject({ attempts: z.number().int().min(0).max(limits.retries).optional() }).optional(),
    }),
  }),
  idempotency: Expression.optional(),
  concurrency: z.preprocess(listConcurrency, z.array(ConcurrencyOption).max(limits.concurrencyOptions).optional()),
  priority: z.strictObject({ run: Expression.optional() }).optional(),
  singleton: z.strictObject({ key: Expression.optional(), mode: z.enum(["skip", "cancel"]) }).optional(),
  timeouts: z.strictObject({ start: Duration.optional(), finish: Duration.optional() }).optional(),
  cancel: z
    .array(z.strictObject({ event: EventName, if: Expression.optional(), timeout: Duration.optional() }))
    .max(limits.cancelOn)
    .optional(),
  throttle: Throttle.optional(),
  rateLimit: RateLimit.optional(),
  debounce: Debounce.optional(),
  batchEvents: BatchEvents.optional(),
});
export type FunctionConfig = z.infer<typeof FunctionConfig>;

const Registration = z.looseObject({
  appName: z.string().min(1),
  functions: z.array(z.looseObject({ id: z.string().min(1), triggers: z.array(z.looseObject({})) })),
});

export interface Registration {
  readonly app: string;
  readonly functions: readonly FunctionConfig[];
}

/** Reads what the SDK registers. Throws `AppError("invalid_input")` naming the function and what is wrong with it. */
export function parseRegistration(body: unknown): Registration {
  const registration = Registration.safeParse(body);
  if (!registration.success) {
    throw new AppError("invalid_input", `This is no registration: ${z.prettifyError(registration.error)}`);
  }
  return { app: registration.data.appName, functions: registration.data.functions.map(parseFunction) };
}

export function countAttempts(config: FunctionConfig): number {
  return (config.steps.step.retries?.attempts ?? limits.defaultRetries) + 1;
}

type RawFunction = z.infer<typeof Registration>["functions"][number];

function parseFunction(raw: RawFunction): FunctionConfig {
  const missing = findMissingFeatures(raw);
  if (missing.length > 0) {
    throw new AppError(
      "invalid_input",
      `Function "${raw.id}" uses ${missing.join(", ")}, which the local executor doesn't have. Use Inngest itself, or leave it out.`,
    );
  }
  const config = FunctionConfig.safeParse(raw);
  if (config.success) {
    requireCombination(config.data);
    return config.data;
  }
  throw new AppError("invalid_input", `Function "${raw.id}" can't be registered: ${z.prettifyError(config.error)}`);
}

function requireCombination(config: FunctionConfig): void {
  const beside = notWithBatches.filter((option) => config[option] !== undefined);
  if (config.batchEvents === undefined || beside.length === 0) return;
  throw new AppError(
    "invalid_input",
    `Function "${config.id}" can't be registered: Inngest doesn't combine batchEvents with ${beside.join(", ")}.`,
  );
}

/** Whatever isn't in the schema is a feature of Inngest's that nobody has built here. */
function findMissingFeatures(raw: RawFunction): string[] {
  const missing = Object.keys(raw).filter((key) => !(key in FunctionConfig.shape));
  if (raw.triggers.some((trigger) => "jitter" in trigger)) missing.push("jitter");
  return missing;
}
