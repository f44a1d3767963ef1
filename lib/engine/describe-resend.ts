/**
 * Where what refuses a row is set right: in its values (the source, or the query that reads it), in the sync's mapping,
 * or in HubSpot.
 */
export type FixPlace = "source" | "mapping" | "hubspot";

/**
 * How rows get to HubSpot once their cause is set right: a retry sends them as they were read, only a run reads them anew.
 * Null where nothing is to be set right.
 */
export function describeResend(places: readonly FixPlace[], { canRetry = true } = {}): string | null {
  if (places.length === 0) return null;
  const others = nameOthers(places);
  if (canRetry && !places.includes("source")) return "Then retry, which sends these rows as they were read.";
  const anew = "Then run the sync, which reads these rows anew.";
  if (!canRetry) return anew;
  if (others === null) return `${anew} A retry sends the old values again.`;
  return `If you correct the source, run the sync: it reads these rows anew. If you change ${others}, retry: it sends the old values again.`;
}

/** What a person does about several causes, of which it is known together where they are set right. */
export function describeWayOut(places: readonly FixPlace[]): string {
  if (places.length === 0) return "See why.";
  const others = nameOthers(places);
  if (!places.includes("source")) return `See why, set it right in ${others}, and retry.`;
  if (others === null) return "See why, correct the source, and run the sync: it reads these rows anew.";
  return `See why. Once the source is corrected, run the sync; once ${others} is changed, retry.`;
}

function nameOthers(places: readonly FixPlace[]): string | null {
  const names = [places.includes("mapping") && "the mapping", places.includes("hubspot") && "HubSpot"].filter(Boolean);
  return names.length === 0 ? null : names.join(" or ");
}
