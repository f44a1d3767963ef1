import type { MatchCheck } from "@/lib/api/match-check";
import type { SyncInput } from "@/lib/api/syncs";

/** What the rows of a checked match would do to HubSpot, before anybody knows what their values are. */
export interface ChangeForecast {
  /** Rows whose record HubSpot doesn't have. */
  readonly newRows: number;
  readonly matchingRows: number;
  /** True where every value was looked up, so that nothing is estimated. */
  readonly isExact: boolean;
}

/** By the share of the looked up values that have a record; null where HubSpot couldn't be asked. */
export function forecastChange(check: MatchCheck, rule: SyncInput["duplicates"]): ChangeForecast | null {
  const { lookedUp, usable, repeatedRows, repeatedValues, values } = check;
  if (lookedUp === null) return null;
  // Of rows with one value none is sent, or the last.
  const sent = usable - repeatedRows + (rule === "last" ? repeatedValues : 0);
  const matchingRows = lookedUp.values === 0 ? 0 : Math.round((sent * lookedUp.found) / lookedUp.values);
  const isWhole = lookedUp.values === values && (repeatedValues === 0 || rule === "last");
  return { newRows: sent - matchingRows, matchingRows, isExact: isWhole };
}
