import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { AppError } from "@/lib/errors";
import { RECORD_ID } from "./batch-calls";
import { HubSpotRefusal } from "./client";
import { holdsPayload } from "./holds-payload";
import { type LookUp, lookUp } from "./look-up";
import { rejectGone, rejectMerged, rejectUnconfirmed } from "./outcomes";
import type { WriteSession } from "./write-session";

/**
 * A second look at updates that HubSpot's answer didn't name: one that the record shows with all its values was
 * written, any other is rejected, with what became of the record where the look tells. One call, and one more per
 * destination where values have to be compared by their property's type.
 */
export async function readBack(
  session: WriteSession,
  unnamed: readonly WriteInput[],
  correlationId: string | null,
): Promise<WriteOutcome[]> {
  if (unnamed.length === 0) return [];
  const found = await look(session, unnamed);
  const outcomes: WriteOutcome[] = [];
  for (const input of unnamed) {
    const record = found?.records.get(input);
    if (record && (await holdsPayload(session, record, input.payload))) {
      outcomes.push({ kind: "updated", trace: input.trace, recordId: record.id, warnings: [] });
    } else
      outcomes.push(found ? explain(session, input, found, correlationId) : rejectUnconfirmed(input, correlationId));
  }
  return outcomes;
}

function explain({ target }: WriteSession, input: WriteInput, found: LookUp, correlationId: string | null) {
  const heir = found.merged.get(input);
  if (heir) return rejectMerged(input, heir.id, correlationId);
  const isGone = target.matchProperty === RECORD_ID && !found.records.has(input);
  return isGone ? rejectGone(input, correlationId) : rejectUnconfirmed(input, correlationId);
}

async function look({ target }: WriteSession, unnamed: readonly WriteInput[]): Promise<LookUp | null> {
  try {
    return await lookUp(
      target,
      unnamed,
      unnamed.flatMap(({ payload }) => Object.keys(payload)),
    );
  } catch (error) {
    // A connection that may only write can't look, and a look that is refused shows nothing: nothing is confirmed.
    if (error instanceof HubSpotRefusal) return null;
    if (error instanceof AppError && error.code === "hubspot_scope_missing") return null;
    throw error;
  }
}
