/** The counts of a run, in rows. Every row that was read has exactly one outcome, so it must close. */
export interface Ledger {
  readonly read: number;
  readonly unchanged: number;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly rejected: number;
  readonly cancelled: number;
  /** Of a dry run: rows that a run would send. */
  readonly wouldSend?: number;
}

/** What keeps a ledger open, in a sentence; null when it is closed. */
export function describeGap(ledger: Ledger): string | null {
  const outcomes = countOutcomes(ledger);
  const gap = ledger.read - outcomes;
  if (gap === 0) return null;
  const counts = `${countRows(ledger.read)} read, ${outcomes} with an outcome`;
  return gap > 0 ? `${counts}: ${countRows(gap)} without one.` : `${counts}: ${countRows(-gap)} counted too often.`;
}

function countOutcomes({ unchanged, created, updated, skipped, rejected, cancelled, wouldSend = 0 }: Ledger): number {
  return unchanged + created + updated + skipped + rejected + cancelled + wouldSend;
}

function countRows(count: number): string {
  return count === 1 ? "1 row" : `${count} rows`;
}
