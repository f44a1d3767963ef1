import { cleanSteps } from "@/lib/engine/shape-value";
import type { CleanStep } from "@/lib/engine/types";

const words: Readonly<Record<CleanStep, string>> = {
  trim: "remove blanks at both ends",
  collapse: "reduce several blanks to one",
  lower: "write in small letters",
  upper: "write in capitals",
};

/** What cleaning does, in the order that it is done in: `remove blanks at both ends, write in small letters`. */
export function describeCleaning(steps: readonly CleanStep[]): string {
  return cleanSteps
    .filter((step) => steps.includes(step))
    .map((step) => words[step])
    .join(", ");
}
