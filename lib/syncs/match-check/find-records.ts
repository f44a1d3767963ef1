import type { MatchCheck, MatchCheckInput } from "../../api/match-check";
import { openPortal } from "../../connections/open-portal";
import { AppError } from "../../errors";
import { MAX_BATCH } from "../../hubspot/batch-calls";
import { readHeld } from "../../hubspot/read-held";

type Found = Pick<MatchCheck, "lookedUp" | "whyNotLookedUp">;

/**
 * How many of these match values have a record in HubSpot now; a hundred a call, within the portal's allowance. A
 * connection that may not look, or has no calls left, doesn't spoil what the rows themselves have told.
 */
export async function findRecords(
  { portalId, objectTypeId, match }: MatchCheckInput,
  values: readonly string[],
  signal: AbortSignal,
): Promise<Found> {
  const target = { client: openPortal(portalId), objectTypeId, matchProperty: match.property, mode: "update" } as const;
  let found = 0;
  try {
    for (let from = 0; from < values.length; from += MAX_BATCH) {
      signal.throwIfAborted();
      const inputs = values
        .slice(from, from + MAX_BATCH)
        .map((matchValue, index) => ({ trace: String(index), matchValue, payload: {} }));
      const { records, merged } = await readHeld(target, inputs, []);
      found += new Set([...records.keys(), ...merged.keys()]).size;
    }
    return { lookedUp: { values: values.length, found }, whyNotLookedUp: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { lookedUp: null, whyNotLookedUp: error.message };
  }
}
