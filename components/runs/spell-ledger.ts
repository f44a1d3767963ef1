import type { Ledger } from "@/lib/api/ledger";

export interface LedgerTerm {
  readonly outcome: Exclude<keyof Ledger, "read">;
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

/** The sum that every run promises: read = unchanged + created + updated + skipped + rejected + cancelled. */
export function spellLedger(ledger: Ledger): SpelledLedger {
  const { read, unchanged, created, updated, skipped, rejected, cancelled } = ledger;
  const terms = listTerms({ unchanged, created, updated, skipped, rejected, cancelled });
  return {
    read,
    terms: terms.filter(({ outcome, rows }) => rows !== 0 || !shownOnlyWhenSome.includes(outcome)),
    open: read - terms.reduce((sum, { rows }) => sum + rows, 0),
  };
}

function listTerms(outcomes: Omit<Ledger, "read">): LedgerTerm[] {
  return [
    { outcome: "unchanged", rows: outcomes.unchanged },
    { outcome: "created", rows: outcomes.created },
    { outcome: "updated", rows: outcomes.updated },
    { outcome: "skipped", rows: outcomes.skipped },
    { outcome: "rejected", rows: outcomes.rejected },
    { outcome: "cancelled", rows: outcomes.cancelled },
  ];
}
