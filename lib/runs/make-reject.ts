import { showText } from "../engine/show-text";
import type { Cell, Payload, Refusal, RejectStage } from "../engine/types";
import type { Reject } from "../rejects/reject";

// As long as the causes of a run keep an option, and written as they write it: they are found by it.
const OPTION_CHARACTERS = 200;

interface RefusedRow {
  readonly rowNumber: number;
  readonly origin: { readonly rowNumber: number; readonly sourceRow: number | null } | null;
  readonly matchValue: string | null;
  readonly cells: readonly Cell[];
  readonly payload: Payload;
}

interface HubSpotFacts {
  readonly category: string | null;
  readonly correlationId: string | null;
  readonly existingRecordId: string | null;
}

/** A row with the reasons why it was refused, as it is kept. The first reason is the one it is grouped by. */
export function makeReject(
  row: RefusedRow,
  stage: RejectStage,
  refusals: readonly [Refusal, ...Refusal[]],
  facts: HubSpotFacts = { category: null, correlationId: null, existingRecordId: null },
): Reject {
  const [first, ...others] = refusals;
  return {
    rowNumber: row.rowNumber,
    originRow: row.origin?.rowNumber ?? null,
    sourceRow: row.origin?.sourceRow ?? null,
    matchValue: row.matchValue,
    stage,
    ...first,
    option: first.option === null ? null : showText(first.option, OPTION_CHARACTERS),
    alsoRefused: others.map(({ code, property, message }) => ({ code, property, message })),
    category: facts.category,
    correlationId: facts.correlationId,
    existingRecordId: facts.existingRecordId,
    refusedAt: new Date().toISOString(),
    cells: [...row.cells],
    payload: row.payload,
  };
}
