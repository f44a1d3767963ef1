import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { type BatchReport, foldMatchValue, type WrittenRecord } from "./batch-calls";
import { type HubSpotEnvelope, parseEnvelope } from "./envelope";
import { isMatch } from "./look-up";
import { findNamedRows } from "./name-rows";
import { readWarnings, rejectByHubSpot } from "./outcomes";

export interface Reconciled {
  readonly outcomes: ReadonlyMap<WriteInput, WriteOutcome>;
  /** Inputs that the answer names neither among the written nor among the refused. */
  readonly unnamed: readonly WriteInput[];
}

/**
 * Gives every input of a batch its outcome. HubSpot answers in an order of its own, and may leave inputs out without a
 * word: a row counts as written only where the answer names it, by trace id, else by its match value. `kindOf` says what a
 * written record counts as.
 */
export function reconcile(
  inputs: readonly WriteInput[],
  report: BatchReport,
  { matchProperty, kindOf }: { matchProperty: string; kindOf: (record: WrittenRecord) => "created" | "updated" },
): Reconciled {
  const outcomes = new Map<WriteInput, WriteOutcome>();
  const accept = (input: WriteInput, record: WrittenRecord) => {
    const warnings = readWarnings(record.warnings);
    outcomes.set(input, { kind: kindOf(record), trace: input.trace, recordId: record.id, warnings });
  };
  const listUnnamed = () => inputs.filter((input) => !outcomes.has(input));

  // An input in both lists is a refusal: what was written wrongly is found by its reject, the other way by nobody.
  for (const body of report.errors.map(parseEnvelope)) {
    for (const input of findRefused(listUnnamed(), matchProperty, body)) {
      outcomes.set(input.input, rejectByHubSpot(input.input, input.body, report.correlationId));
    }
  }
  const untraced: WrittenRecord[] = [];
  for (const record of report.records) {
    const input = inputs.find(({ trace }) => trace === record.objectWriteTraceId);
    if (!input) untraced.push(record);
    else if (!outcomes.has(input)) accept(input, record);
  }
  for (const record of untraced) {
    const input = listUnnamed().find(({ matchValue }) => isMatch(record, matchProperty, matchValue));
    if (input) accept(input, record);
  }
  return { outcomes, unnamed: listUnnamed() };
}

function findRefused(inputs: readonly WriteInput[], matchProperty: string, body: HubSpotEnvelope) {
  const named = findNamedRows(inputs, matchProperty, body);
  if (named.length > 0) return named;
  const ids = (body.context.ids ?? []).map(foldMatchValue);
  return inputs.filter(({ matchValue }) => ids.includes(foldMatchValue(matchValue))).map((input) => ({ input, body }));
}
