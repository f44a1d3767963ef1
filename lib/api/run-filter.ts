import type { z } from "zod";
import type * as schemas from "./run-filter-schema";

export type RunStatusFilter = z.infer<typeof schemas.RunStatusFilter>;
export type EndedWithin = z.infer<typeof schemas.EndedWithin>;
export type RunFilter = z.infer<typeof schemas.RunFilter>;

const names: { readonly [Name in keyof RunFilter]-?: Name } = {
  syncId: "syncId",
  status: "status",
  trigger: "trigger",
  kind: "kind",
  rejects: "rejects",
  ended: "ended",
  from: "from",
  before: "before",
  search: "search",
};

export const runFilterNames = Object.values(names);

/** A filter as the address of a list has it; without what isn't asked for. */
export function writeRunFilter(filter: RunFilter): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of runFilterNames) {
    const value = filter[name];
    if (value !== undefined && value !== "") search.set(name, value);
  }
  return search;
}

/** True when nothing is left out of the list. */
export const isUnfiltered = (filter: RunFilter): boolean => writeRunFilter(filter).size === 0;
