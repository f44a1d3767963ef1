import type { SyncChange } from "../../api/run-changes";
import type { SourceQuery } from "../../api/sources";
import type { Guard } from "../../api/syncs";
import type { RunSnapshot } from "../run-snapshot";
import { describeField } from "./describe-field";

const modes: Readonly<Record<RunSnapshot["mode"], string>> = {
  upsert: "create and update records",
  create: "only create records",
  update: "only update records",
};
const vanished: Readonly<Record<RunSnapshot["vanished"], string>> = {
  keep: "leave them as they are",
  clear: "empty their mapped properties",
  archive: "archive them",
};
const duplicates: Readonly<Record<RunSnapshot["duplicates"], string>> = {
  reject: "none of them counts",
  last: "the last one counts",
};
const limits: Readonly<Record<keyof Guard, string>> = {
  created: "Limit of created records",
  removed: "Limit of removed records",
  missingShare: "Limit of vanished rows",
  rejected: "Limit of rejected rows",
  rejectedShare: "Limit of rejected rows, as a share",
  rowsShare: "Limit of the change in rows",
};

/** How sources and portals are called, by their ids. */
export type NameOf = (id: string) => string;

/** What two runs of a sync went by differently, in words, in the order in which a sync is made. */
export function compareSnapshots(before: RunSnapshot, after: RunSnapshot, nameOf: NameOf): SyncChange[] {
  const pairs: readonly (readonly [what: string, before: string | null, after: string | null])[] = [
    ["Source", nameOf(before.sourceId), nameOf(after.sourceId)],
    ["Query", describeQuery(before.query), describeQuery(after.query)],
    ["Portal", nameOf(before.portalId), nameOf(after.portalId)],
    ["Object type", before.objectTypeId, after.objectTypeId],
    ["What it does to records", modes[before.mode], modes[after.mode]],
    ["Rows with the same match value", duplicates[before.duplicates], duplicates[after.duplicates]],
    ["Records whose rows have vanished", vanished[before.vanished], vanished[after.vanished]],
    ["Matched by", describeMatch(before), describeMatch(after)],
    ...pairFields(before, after),
    ...pairLimits(before.guard, after.guard),
  ];
  return pairs
    .filter(([, one, other]) => one !== other)
    .map(([what, one, other]) => ({ what, before: one, after: other }));
}

function describeQuery(query: SourceQuery): string {
  return query.kind === "table" ? `${query.schema}.${query.table}` : query.sql;
}

function describeMatch({ mapping: { match } }: RunSnapshot): string {
  return `column ${match.column} = property ${match.property}`;
}

type Pair = readonly [what: string, before: string | null, after: string | null];

function pairFields({ mapping: before }: RunSnapshot, { mapping: after }: RunSnapshot): Pair[] {
  const [old, now] = [before, after].map(
    ({ fields }) => new Map(fields.map((one) => [one.property, describeField(one)])),
  );
  const properties = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])]);
  return [...properties].map((property) => [
    `Field ${property}`,
    old?.get(property) ?? null,
    now?.get(property) ?? null,
  ]);
}

function pairLimits(before: Guard, after: Guard): Pair[] {
  const names = Object.keys(limits) as (keyof Guard)[]; // exactly the keys of the record above
  return names.map((name) => [limits[name], describeLimit(name, before[name]), describeLimit(name, after[name])]);
}

function describeLimit(name: keyof Guard, limit: number | null): string {
  if (limit === null) return "none";
  return name.endsWith("Share") ? `${Math.round(limit * 1_000) / 10} %` : limit.toLocaleString("en");
}
