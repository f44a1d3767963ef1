import { Check, TriangleAlert } from "lucide-react";
import { formatCount, formatNumber } from "@/components/ui/format-number";
import { isRunLive } from "@/lib/api/run-status";
import type { RunListItem } from "@/lib/api/runs";
import { spellLedger } from "./spell-ledger";

/** The promise of every run, spelled out: each row that was read has exactly one outcome. */
export function LedgerSum({ run }: { run: Pick<RunListItem, "ledger" | "dryRun" | "status"> }) {
  const { read, terms, open } = spellLedger(run.ledger, run.dryRun);
  return (
    <p className="flex flex-wrap content-start items-center gap-x-1.5 text-sm text-muted tabular-nums max-sm:min-h-15">
      <span>
        {formatNumber(read)} read = {terms.map(({ outcome, rows }) => `${formatNumber(rows)} ${outcome}`).join(" + ")}
      </span>
      <Verdict open={open} isLive={isRunLive(run.status)} />
    </p>
  );
}

function Verdict({ open, isLive }: { open: number; isLive: boolean }) {
  if (isLive && open >= 0) return <span>{open === 0 ? "so far" : `+ ${formatNumber(open)} to go`}</span>;
  if (open === 0) {
    return (
      <span className="inline-flex items-center gap-1 font-medium text-success">
        <Check aria-hidden className="size-4" />
        closed
      </span>
    );
  }
  return (
    <span className="inline-flex items-center gap-1 font-medium text-danger">
      <TriangleAlert aria-hidden className="size-4" />
      {open > 0
        ? `open: ${formatCount(open, "row")} without an outcome`
        : `open: ${formatCount(-open, "row")} counted twice`}
    </span>
  );
}
