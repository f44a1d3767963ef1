import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { formatNumber } from "@/components/ui/format-number";
import type { Ledger } from "@/lib/api/ledger";

interface LedgerCountsProps {
  runId: string;
  ledger: Ledger;
  className?: string | undefined;
}

type Outcome = Exclude<keyof Ledger, "read">;

const always: readonly Outcome[] = ["unchanged", "created", "updated", "rejected"];
const whenThere: readonly Outcome[] = ["skipped", "cancelled"];

/** What became of a run's rows, in a line: the four usual outcomes, the others where there are any. On phones, no zeros. */
export function LedgerCounts({ runId, ledger, className }: LedgerCountsProps) {
  const outcomes = [...always, ...whenThere.filter((outcome) => ledger[outcome] > 0)];
  return (
    <ul className={cn("flex flex-wrap gap-x-3 gap-y-0.5 text-xs", className)}>
      {outcomes.map((outcome) => (
        <li key={outcome} className={cn(ledger[outcome] === 0 && "max-sm:hidden")}>
          <Link
            href={outcome === "rejected" ? `/runs/${runId}#rejects` : `/runs/${runId}`}
            className={cn("rounded-sm hover:underline", toneOf(outcome, ledger[outcome]))}
          >
            <span className="font-medium tabular-nums">{formatNumber(ledger[outcome])}</span> {outcome}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function toneOf(outcome: Outcome, rows: number): string {
  if (rows === 0) return "text-faint";
  return outcome === "rejected" ? "text-danger" : "text-muted";
}
