import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { RECORD_ID } from "./batch-calls";
import { findHeld } from "./find-held";
import type { LookUp } from "./look-up";
import { rejectGone, rejectMerged, rejectUnconfirmed } from "./outcomes";
import type { WriteSession } from "./write-session";

/**
 * A second look at updates that HubSpot's answer didn't name: one that the record shows with all its values was
 * written, any other is rejected, with what became of the record where the look tells. Costs what `findHeld` does.
 */
export async function readBack(
  session: WriteSession,
  unnamed: readonly WriteInput[],
  correlationId: string | null,
): Promise<WriteOutcome[]> {
  if (unnamed.length === 0) return [];
  const { found, held } = await findHeld(session, unnamed);
  return unnamed.map((input) => {
    const record = held.get(input);
    if (record) return { kind: "updated", trace: input.trace, recordId: record.id, warnings: [] };
    return found ? explain(session, input, found, correlationId) : rejectUnconfirmed(input, correlationId);
  });
}

function explain({ target }: WriteSession, input: WriteInput, found: LookUp, correlationId: string | null) {
  const heir = found.merged.get(input);
  if (heir) return rejectMerged(input, heir.id, correlationId);
  const isGone = target.matchProperty === RECORD_ID && !found.records.has(input);
  return isGone ? rejectGone(input, correlationId) : rejectUnconfirmed(input, correlationId);
}
