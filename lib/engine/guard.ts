/**
 * Limits of a sync past which a run waits for a person before it writes anything. Null is no limit; shares are from 0
 * to 1.
 */
export interface Guard {
  /** Records that a run may create. */
  readonly created: number | null;
  /** Records of vanished rows that a run may clear or archive. */
  readonly removed: number | null;
  /** The share of the rows that HubSpot has from earlier runs that may have vanished. */
  readonly missingShare: number | null;
  /** Rows that the preflight may reject. */
  readonly rejected: number | null;
  readonly rejectedShare: number | null;
  /** By how much the rows may differ from the median of the last runs. */
  readonly rowsShare: number | null;
}

/** What a vanished row does to its record: nothing, empties the mapped properties, or archives it. */
export type VanishedMode = "keep" | "clear" | "archive";

/** What a plan came to. */
export interface PlanFacts {
  readonly vanished: VanishedMode;
  readonly read: number;
  /** Planned rows that HubSpot has never accepted. */
  readonly fresh: number;
  readonly rejected: number;
  /** Keys that HubSpot holds from earlier runs, and those of them that the source no longer has. */
  readonly known: number;
  readonly missing: number;
  /** The median of the rows that the last runs read; null when there are too few of them. */
  readonly usualRows: number | null;
}

/** Why a person has to look at a plan before it is carried out; empty when nobody has to. */
export function listGuardReasons(plan: PlanFacts, guard: Guard): string[] {
  return [
    ...explainVanished(plan, guard),
    ...explainCount(plan.fresh, guard.created, "record", "would be created"),
    ...explainCount(
      plan.rejected,
      guard.rejected,
      "row",
      plan.rejected === 1 ? "was rejected before sending" : "were rejected before sending",
    ),
    ...explainShare(plan.rejected, plan.read, guard.rejectedShare, "rows were rejected before sending"),
    ...explainRows(plan, guard),
  ];
}

function explainVanished({ vanished, read, known, missing }: PlanFacts, guard: Guard): string[] {
  if (vanished === "keep" || missing === 0) return [];
  const would = vanished === "archive" ? "would be archived" : "would have the mapped properties cleared";
  if (read === 0)
    return [
      `The source gave no row at all, so ${missing === 1 ? "1 record" : `all ${count(missing)} records`} ${would}.`,
    ];
  return [
    ...explainCount(
      missing,
      guard.removed,
      "record",
      `${would}, since ${missing === 1 ? "its row has" : "their rows have"} vanished`,
    ),
    ...explainShare(missing, known, guard.missingShare, "rows of earlier runs have vanished"),
  ];
}

function explainRows({ read, usualRows }: PlanFacts, { rowsShare }: Guard): string[] {
  if (usualRows === null || rowsShare === null || Math.abs(read - usualRows) <= usualRows * rowsShare) return [];
  return [
    `${read === 1 ? "1 row was" : `${count(read)} rows were`} read, where the last runs read ${count(usualRows)}: more than ${percent(rowsShare)} off.`,
  ];
}

function explainCount(things: number, limit: number | null, noun: "record" | "row", what: string): string[] {
  if (limit === null || things <= limit) return [];
  return [`${count(things)} ${noun}${things === 1 ? "" : "s"} ${what}; the limit is ${count(limit)}.`];
}

function explainShare(part: number, whole: number, limit: number | null, what: string): string[] {
  if (limit === null || whole === 0 || part / whole <= limit) return [];
  return [`${count(part)} of ${count(whole)} ${what} (${percent(part / whole)}); the limit is ${percent(limit)}.`];
}

function count(rows: number): string {
  return rows.toLocaleString("en");
}

/** A share that is past a limit must not look like it. */
function percent(share: number): string {
  return `${Number((share * 100).toFixed(share < 0.1 ? 2 : 1))} %`;
}
