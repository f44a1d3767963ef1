import { z } from "zod";
import { parseDurationMs } from "./durations";
import { findExpressionFault } from "./expressions";

export const Expression = z.string().superRefine((text, context) => {
  const fault = findExpressionFault(text);
  if (fault !== null) context.addIssue(`"${text}" is no CEL expression: ${fault}`);
});

export const Duration = z.string().refine((text) => parseDurationMs(text) !== null, {
  error: "is no duration such as 10m or 1d2h",
});

/** A duration between two bounds. */
export function durationWithin({ least, most }: { readonly least: number; readonly most: number }) {
  return Duration.refine(
    (text) => {
      const ms = parseDurationMs(text) ?? 0;
      return ms >= least && ms <= most;
    },
    { error: `must be from ${least / 1_000} to ${most / 1_000} seconds` },
  );
}
