import { parseArgs } from "node:util";
import { z } from "zod";
import { CommandError } from "../say";

export const measureNames = ["engine", "load", "limit", "refused", "sequential"] as const;
export type MeasureName = (typeof measureNames)[number];

const Arguments = z.object({
  /** The size of the table of the first load. */
  rows: z.coerce.number().int().min(1_000).max(5_000_000).default(50_000),
  only: z.array(z.enum(measureNames)).default([...measureNames]),
});
export type Arguments = z.infer<typeof Arguments>;

/** What `npm run bench -- …` was asked for. Throws a `CommandError` that says what there is. */
export function readArguments(words: readonly string[]): Arguments {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { rows: { type: "string" }, only: { type: "string", multiple: true } },
    });
    return Arguments.parse(values);
  } catch (error) {
    throw new CommandError(
      `npm run bench takes --rows N (1,000 to 5,000,000) and --only NAME, where NAME is one of ${measureNames.join(", ")}; --only may come several times.`,
      { cause: error },
    );
  }
}
