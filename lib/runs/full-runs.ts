import type { RunTrigger } from "../api/run-status";
import type { Prisma } from "../generated/prisma/client";

/** What makes runs that take the rejected rows of another one. */
export const partialTriggers = ["retry", "upload"] as const satisfies readonly RunTrigger[];

export function isPartialTrigger(trigger: string): boolean {
  return partialTriggers.some((partial) => partial === trigger);
}

/** Runs that read all rows of the source and send them. */
export const isFullRun = { isDryRun: false, trigger: { notIn: [...partialTriggers] } } satisfies Prisma.RunWhereInput;
