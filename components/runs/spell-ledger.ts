import type { DryRun, Ledger } from "@/lib/api/ledger";

export interface LedgerTerm {
  readonly outcome: Exclude<keyof Ledger, "read"> | "to create" | "to update";
  readonly rows: number;
}

export interface SpelledLedger {
  readonly read: number;
  readonly terms: readonly LedgerTerm[];
  /** Rows that were read and have no outcome yet; below zero when rows were counted too often. */
  readonly open: number;
}

// An upsert that nobody cancelled has neither, and a sum of five terms is read faster than one of six.
const shownOnlyWhenSome: readonly LedgerTerm["outcome"][] = ["skipped", "cancelled"];

/**
 * The sum that every run promises: read = unchanged + created + updated + skipped + rejected + cancelled; of a dry run
 * with the rows that are to be created and updated.
 */
export function spellLedger(ledger: Ledger, dryRun: DryRun | null): SpelledLedger {
  const terms = dryRun ? listPlannedTerms(ledger, dryRun) : listTerms(ledger);
  return {
    read: ledger.read,
    terms: terms.filter(({ outcome, rows }) => rows !== 0 || !shownOnlyWhenSome.includes(outcome)),
    open: ledger.read - terms.reduce((sum, { rows }) => sum + rows, 0),
  };
}

function listTerms(outcomes: Ledger): LedgerTerm[] {
  return [
    { outcome: "unchanged", rows: outcomes.unchanged },
    { outcome: "created", rows: outcomes.created },
    { outcome: "updated", rows: outcomes.updated },
    { outcome: "skipped", rows: outcomes.skipped },
    { outcome: "rejected", rows: outcomes.rejected },
    { outcome: "cancelled", rows: outcomes.cancelled },
  ];
}

function listPlannedTerms(
  { unchanged, skipped, rejected }: Ledger,
  { wouldCreate, wouldUpdate }: DryRun,
): LedgerTerm[] {
  return [
    { outcome: "unchanged", rows: unchanged },
    { outcome: "to create", rows: wouldCreate },
    { outcome: "to update", rows: wouldUpdate },
    { outcome: "skipped", rows: skipped },
    { outcome: "rejected", rows: rejected },
  ];
}
