import type { z } from "zod";
import { spellIssue } from "./spell-issue";

/** What somebody wrote, as its schema has it, or what is wrong with it in plain words. For every door. */
export function readInput<T extends z.ZodType>(schema: T, raw: unknown): z.ZodSafeParseResult<z.infer<T>> {
  return schema.safeParse(raw, { error: spellIssue });
}

/** The same where it is refused by throwing. */
export function parseInput<T extends z.ZodType>(schema: T, raw: unknown): z.infer<T> {
  return schema.parse(raw, { error: spellIssue });
}
