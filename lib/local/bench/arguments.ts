import { parseArgs } from "node:util";
import { z } from "zod";
import { CommandError } from "../say";

export const measureNames = [
  "engine",
  "faults",
  "hubspot",
  "kept",
  "load",
  "limit",
  "plan",
  "refused",
  "rejects",
  "sandbox",
  "sequential",
  "small",
  "web",
] as const;
export type MeasureName = (typeof measureNames)[number];

const asked: ReadonlySet<MeasureName> = new Set(["faults", "kept", "rejects", "web"]);

const Arguments = z.object({
  /** The size of the table of the first load. */
  rows: z.coerce.number().int().min(1_000).max(5_000_000).default(50_000),
  /** The size of the table that is planned. */
  planRows: z.coerce.number().int().min(10_000).max(50_000_000).default(1_000_000),
  /** The size of the table that the preflight refuses. */
  rejectRows: z.coerce.number().int().min(10_000).max(50_000_000).default(1_000_000),
  /** How long HubSpot's limit is kept to, at each latency. */
  minutes: z.coerce
    .number()
    .min(0.1)
    .max(120)
    .default(2 / 3),
  /** All but what takes some minutes by itself, and what needs a browser. */
  only: z.array(z.enum(measureNames)).default(measureNames.filter((name) => !asked.has(name))),
});
export type Arguments = z.infer<typeof Arguments>;

/** What `npm run bench -- …` was asked for. Throws a `CommandError` that says what there is. */
export function readArguments(words: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: {
        rows: { type: "string" },
        "plan-rows": { type: "string" },
        "reject-rows": { type: "string" },
        minutes: { type: "string" },
        only: { type: "string", multiple: true },
      },
      allowPositionals: true,
    });
    const { only = [], "plan-rows": planRows, "reject-rows": rejectRows, ...sizes } = values;
    const named = [...positionals, ...only];
    return Arguments.parse({
      ...sizes,
      ...(planRows && { planRows }),
      ...(rejectRows && { rejectRows }),
      ...(named.length > 0 ? { only: named } : {}),
    });
  } catch (error) {
    throw new CommandError(
      `npm run bench takes --rows N (1,000 to 5,000,000), --plan-rows N and --reject-rows N (10,000 to 50,000,000), --minutes N (0.1 to 120, for hubspot) and names of what to measure: ${measureNames.join(", ")}. Each may come by itself or after --only.`,
      { cause: error },
    );
  }
}

/** Whether all of it goes without the app: its build, its database and its executor aren't needed then. */
export function needsNoApp({ only }: Arguments): boolean {
  return only.every((name) => name === "hubspot" || name === "sandbox");
}
