import { useState } from "react";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { formatNumber } from "@/components/ui/format-number";
import { COMPARED_ROWS, type CompareInput, type RowComparison } from "@/lib/api/row-comparison";
import { ComparedRowItem } from "./compared-row";
import { countFilters, isShown, type RowFilter } from "./row-filters";
import { SendRow } from "./send-row";

interface ComparedRowsProps {
  comparison: RowComparison;
  /** What was compared. */
  asked: CompareInput;
  /** The draft has changed since: what it says by now isn't what would be sent. */
  isOutdated: boolean;
  labels: ReadonlyMap<string, string>;
}

/** The rows that were compared, by what would become of them. */
export function ComparedRows({ comparison, asked, isOutdated, labels }: ComparedRowsProps) {
  const [filter, setFilter] = useState<RowFilter>("all");
  const { rows, problems, columns } = comparison;
  if (problems.length > 0) return <Problems problems={problems} />;
  if (rows.length === 0) {
    return <p className="text-sm text-muted">The query gives no rows now: a run would have nothing to send.</p>;
  }
  const counts = countFilters(rows);
  // A filter whose rows are gone since the last comparison shows all.
  const chosen = counts.some((one) => one.filter === filter) ? filter : "all";
  return (
    <div className="grid gap-2">
      <fieldset aria-label="Show rows that would be" className="flex min-w-0 flex-wrap gap-1.5">
        {counts.map((one) => (
          <button
            key={one.filter}
            type="button"
            aria-pressed={one.filter === chosen}
            onClick={() => setFilter(one.filter)}
            className={cn(
              "h-7 rounded-md border px-2 text-xs font-medium tabular-nums",
              one.filter === chosen
                ? "border-accent bg-accent-soft text-accent-text"
                : "border-line-strong/80 bg-surface text-muted hover:bg-hover",
            )}
          >
            {one.word} {formatNumber(one.rows)}
          </button>
        ))}
      </fieldset>
      <ul aria-label="Compared rows" className="max-h-[40rem] overflow-y-auto rounded-lg border bg-surface">
        {rows
          .filter((row) => isShown(row, chosen))
          .map((row) => (
            <ComparedRowItem
              key={row.rowNumber}
              row={row}
              columns={columns}
              mapping={asked.draft.mapping.fields}
              labels={labels}
              actions={row.request && !isOutdated && <SendRow row={row} asked={asked} />}
            />
          ))}
      </ul>
      <p className="text-xs text-muted">
        {rows.length === COMPARED_ROWS ? `The first ${COMPARED_ROWS} rows.` : "All rows of the query."} Rows with the
        same match value are found among these alone. What HubSpot itself refuses is known when it is sent.
      </p>
    </div>
  );
}

function Problems({ problems }: { problems: readonly string[] }) {
  return (
    <Callout tone="danger" title="No row could be mapped">
      <ul className="grid gap-0.5">
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Callout>
  );
}
