import { evaluate, parse } from "@marcbachmann/cel-js";
import { messageOf } from "@/lib/errors";
import type { AppEvent } from "./event";

/** What an expression may speak of: the event of the run, and the one that has just come in. */
export interface ExpressionValues {
  readonly event: AppEvent;
  readonly async?: AppEvent;
}

/** Why the text is no CEL expression; null where it is one. */
export function findExpressionFault(text: string): string | null {
  try {
    parse(text);
    return null;
  } catch (thrown) {
    return messageOf(thrown).split("\n")[0] ?? "it can't be read";
  }
}

/** No expression matches everything; one that speaks of a key that isn't there matches nothing. */
export function isMatch(expression: string | null, values: ExpressionValues): boolean {
  return expression === null || evaluateQuietly(expression, values) === true;
}

/** The key as JSON, null where it speaks of something that isn't there. */
export function evaluateKey(expression: string, event: AppEvent): string | null {
  const value = evaluateQuietly(expression, { event });
  if (value === null || value === undefined) return null;
  return typeof value === "bigint" ? value.toString() : JSON.stringify(value);
}

/** The number that an expression comes to, 0 where it comes to none. */
export function evaluateNumber(expression: string, event: AppEvent): number {
  const value = evaluateQuietly(expression, { event });
  const number = typeof value === "bigint" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : 0;
}

function evaluateQuietly(expression: string, values: ExpressionValues): unknown {
  try {
    return evaluate(expression, { ...values });
  } catch {
    // CEL throws where a key is missing, and Inngest takes that as no match.
    return null;
  }
}
