import type { Fault } from "@/lib/local/demo/faults";
import type { Random } from "@/lib/local/demo/random";

export interface Placement<Name> {
  readonly fault: Name;
  /** The row of the group that the others share a value with; the row itself where it stands alone. */
  readonly leader: number;
  /** 0 for the leader. */
  readonly place: number;
}

/** Spreads the faults over a table, at most one to a row. Keys are row indexes. */
export function scatterFaults<Name extends string>(
  faults: Readonly<Record<Name, Fault>>,
  rowCount: number,
  random: Random,
): Map<number, Placement<Name>> {
  const free = random.shuffle(Array.from({ length: rowCount }, (_, index) => index));
  const placements = new Map<number, Placement<Name>>();
  for (const fault of Object.keys(faults).filter((name): name is Name => name in faults)) {
    const { groups, rowsPerGroup } = faults[fault];
    for (let group = 0; group < groups; group += 1) {
      const rows = free.splice(0, rowsPerGroup);
      const leader = rows[0];
      if (leader === undefined) throw new Error("There are more faults than rows.");
      rows.forEach((row, place) => {
        placements.set(row, { fault, leader, place });
      });
    }
  }
  return placements;
}
