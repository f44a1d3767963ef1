import type { Payload, WriteInput, WriteOutcome } from "@/lib/engine/types";
import { isRuled, leaveOutByRules, noRules } from "@/lib/engine/write-rules";
import type { WrittenRecord } from "./batch-calls";
import { lookUpTwice } from "./look-up";
import type { WriteSession } from "./write-session";

export interface FollowedRules {
  /** What is to be written, without what the records there are say against. */
  readonly open: readonly WriteInput[];
  /** By trace, the properties that were taken out. */
  readonly leftOut: ReadonlyMap<string, readonly string[]>;
  /** Inputs of which nothing is left to be written: their records hold what they were to hold. */
  readonly done: readonly WriteOutcome[];
}

/**
 * Looks which records exist and what they hold, where a payload depends on that, and takes out what isn't to be written.
 * One call for all inputs together, none where no payload depends on its record.
 */
export async function followRules({ target }: WriteSession, inputs: readonly WriteInput[]): Promise<FollowedRules> {
  const { rules = noRules } = target;
  const ruled = inputs.filter(({ payload }) => isRuled(payload, rules));
  if (ruled.length === 0) return { open: inputs, done: [], leftOut: new Map() };
  return applyRules(target, inputs, await lookUpTwice(target, ruled, listAsked(target)));
}

/** The properties that have to be known of a record for its rules. */
export function listAsked({ rules = noRules }: Pick<WriteSession["target"], "rules">): string[] {
  return [...rules].flatMap(([property, rule]) => (rule === "if_empty" ? [property] : []));
}

/** An input whose record isn't among these is for a new one: all of it is written. */
export function applyRules(
  { rules = noRules }: Pick<WriteSession["target"], "rules">,
  inputs: readonly WriteInput[],
  records: ReadonlyMap<WriteInput, WrittenRecord>,
): FollowedRules {
  const open: WriteInput[] = [];
  const done: WriteOutcome[] = [];
  const leftOut = new Map<string, readonly string[]>();
  for (const input of inputs) {
    const record = records.get(input);
    const payload = record ? leaveOutByRules(input.payload, record.properties, rules) : input.payload;
    if (payload !== input.payload) leftOut.set(input.trace, listLeftOut(input.payload, payload));
    const isNothingLeft = Object.keys(payload).length === 0 && payload !== input.payload;
    if (record && isNothingLeft) {
      done.push({ kind: "updated", trace: input.trace, recordId: record.id, warnings: [] });
    } else open.push(payload === input.payload ? input : { ...input, payload });
  }
  return { open, done, leftOut };
}

export function listLeftOut(payload: Payload, written: Payload): string[] {
  return Object.keys(payload).filter((property) => written[property] === undefined);
}

/** The outcomes with what wasn't written of their inputs. */
export function tellLeftOut(outcomes: readonly WriteOutcome[], leftOut: FollowedRules["leftOut"]): WriteOutcome[] {
  return outcomes.map((outcome) => {
    const properties = leftOut.get(outcome.trace) ?? [];
    const isWritten = outcome.kind === "created" || outcome.kind === "updated";
    return isWritten && properties.length > 0 ? { ...outcome, leftOut: properties } : outcome;
  });
}

/** The session for what has gone through its rules: nothing is asked again. */
export function withoutRules(session: WriteSession): WriteSession {
  return { ...session, target: { ...session.target, rules: noRules } };
}
