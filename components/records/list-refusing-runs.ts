import type { SyncListItem } from "@/lib/api/syncs";

export interface RefusingRun {
  readonly id: string;
  readonly syncId: string;
  readonly syncName: string;
  readonly requestedAt: string;
}

/** So many runs of each sync are looked through, and so many in all. */
const OF_A_SYNC = 2;
const IN_ALL = 12;

type Sync = Pick<SyncListItem, "id" | "name"> & {
  readonly recentRuns: readonly Pick<SyncListItem["recentRuns"][number], "id" | "requestedAt" | "ledger">[];
};

/** The newest runs that have refused rows, of each sync the last ones; the newest first. */
export function listRefusingRuns(syncs: readonly Sync[]): RefusingRun[] {
  return syncs
    .flatMap(({ id: syncId, name, recentRuns }) =>
      recentRuns
        .filter(({ ledger }) => ledger.rejected > 0)
        .slice(0, OF_A_SYNC)
        .map(({ id, requestedAt }) => ({ id, syncId, syncName: name, requestedAt })),
    )
    .sort((one, other) => other.requestedAt.localeCompare(one.requestedAt))
    .slice(0, IN_ALL);
}
