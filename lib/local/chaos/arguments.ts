import { parseArgs } from "node:util";
import { z } from "zod";
import { CommandError } from "../say";

const Arguments = z.object({
  rounds: z.coerce.number().int().min(1).max(1_000).default(30),
  /** The size of the table that is sent in each round. */
  rows: z.coerce.number().int().min(1_000).max(1_000_000).default(200_000),
  /** The same seed kills the same in the same rounds, at the same progress of their runs. */
  seed: z.coerce.number().int().min(0).default(1),
});
export type Arguments = z.infer<typeof Arguments>;

/** What `npm run chaos -- …` was asked for. Throws a `CommandError` that says what there is. */
export function readArguments(words: readonly string[]): Arguments {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { rounds: { type: "string" }, rows: { type: "string" }, seed: { type: "string" } },
    });
    return Arguments.parse(values);
  } catch (error) {
    throw new CommandError(
      "npm run chaos takes --rounds N (1 to 1,000), --rows N (1,000 to 1,000,000) and --seed S (a whole number).",
      { cause: error },
    );
  }
}
