import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { formatNumber } from "@/components/ui/format-number";
import type { RunGlance } from "@/lib/api/syncs";
import { type LedgerTerm, spellLedger } from "./spell-ledger";

interface LedgerCountsProps {
  run: Pick<RunGlance, "id" | "ledger" | "dryRun">;
  className?: string | undefined;
}

// Of no interest while there are none.
const last: readonly LedgerTerm["outcome"][] = ["skipped", "cancelled"];

/** What became of a run's rows, in a line: the four usual outcomes, the others where there are any. On phones, no zeros. */
export function LedgerCounts({ run, className }: LedgerCountsProps) {
  const { terms } = spellLedger(run.ledger, run.dryRun);
  const sorted = [
    ...terms.filter(({ outcome }) => !last.includes(outcome)),
    ...terms.filter(({ outcome }) => last.includes(outcome)),
  ];
  return (
    <ul className={cn("flex flex-wrap gap-x-3 text-xs", className)}>
      {sorted.map(({ outcome, rows }) => (
        <li key={outcome} className={cn(rows === 0 && "max-sm:hidden")}>
          <Link
            href={outcome === "rejected" ? `/runs/${run.id}#rejects` : `/runs/${run.id}`}
            className={cn("flex min-h-6 min-w-6 items-center gap-1 rounded-sm hover:underline", toneOf(outcome, rows))}
          >
            <span className="font-medium tabular-nums">{formatNumber(rows)}</span> {outcome}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function toneOf(outcome: LedgerTerm["outcome"], rows: number): string {
  if (rows === 0) return "text-faint";
  return outcome === "rejected" ? "text-danger" : "text-muted";
}
