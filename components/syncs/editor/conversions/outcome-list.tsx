import { ArrowRight } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { Outcome } from "../../mapping/list-outcomes";

/** What becomes of a few values of the preview. */
export function OutcomeList({ outcomes }: { outcomes: readonly Outcome[] }) {
  if (outcomes.length === 0) return null;
  return (
    <div className="min-w-0">
      <h4 className="mb-1 text-sm font-medium">On the preview’s values</h4>
      <ul className="grid gap-1 text-xs">
        {outcomes.map((outcome) => (
          <li key={outcome.cell} className="flex min-w-0 items-center gap-2">
            <span title={outcome.cell} className="max-w-1/2 truncate font-mono whitespace-pre">
              {outcome.cell === "" ? "empty" : outcome.cell}
            </span>
            <ArrowRight aria-hidden className="size-3.5 shrink-0 text-faint" />
            <OutcomeWords outcome={outcome} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function OutcomeWords({ outcome: { sent, refusal, isLeftOut } }: { outcome: Outcome }) {
  if (refusal !== null) {
    return (
      <span title={refusal} className={cn("truncate", isLeftOut ? "text-muted" : "text-warning")}>
        {isLeftOut ? "left out" : "rejected"}: {refusal.replaceAll("`", "")}
      </span>
    );
  }
  if (sent === null) return <span className="text-muted">empty: left as it is</span>;
  if (sent === "") return <span className="text-muted">empty: cleared</span>;
  return (
    <span title={sent} className="truncate font-mono whitespace-pre">
      {sent}
    </span>
  );
}
