import { ChevronRight } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { RefusalWords } from "@/components/runs/refusal-words";
import { cn } from "@/components/ui/cn";
import { Code } from "@/components/ui/code";
import { formatCount } from "@/components/ui/format-number";
import { ExternalLink } from "@/components/ui/text-link";
import type { ComparedRow, RowComparison } from "@/lib/api/row-comparison";
import type { FieldMapping } from "@/lib/engine/types";
import { ComparedFields } from "./compared-fields";
import { BlanksBadge, OutcomeBadge } from "./outcome-badge";
import { blanksSomething } from "./row-filters";

interface ComparedRowItemProps {
  row: ComparedRow;
  columns: RowComparison["columns"];
  mapping: readonly FieldMapping[];
  /** Labels of properties, by their names. */
  labels: ReadonlyMap<string, string>;
  /** What can be done with the row. */
  actions?: ReactNode | undefined;
}

/** One row: what would become of it in a line, and all of it once it is opened. */
export function ComparedRowItem({ row, columns, mapping, labels, actions }: ComparedRowItemProps) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <li className="border-b last:border-b-0">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
        className="flex w-full items-start gap-2 px-3 py-2 text-left text-sm hover:bg-hover/45 focus-visible:-outline-offset-2"
      >
        <ChevronRight
          aria-hidden
          className={cn("mt-0.5 size-4 shrink-0 text-faint transition-transform", isOpen && "rotate-90")}
        />
        <span className="grid min-w-0 flex-1 gap-x-3 gap-y-0.5 sm:grid-cols-[7rem_minmax(0,1fr)_minmax(0,1.4fr)]">
          <OutcomeBadge outcome={row.outcome} />
          <span className="truncate">
            <span className="inline-block min-w-[2ch] text-right text-faint tabular-nums">{row.rowNumber}</span>{" "}
            {row.matchValue ?? <span className="text-faint italic">no match value</span>}
          </span>
          <span className="flex min-w-0 items-center gap-2 text-muted">
            {blanksSomething(row) && <BlanksBadge />}
            <span className="truncate">{summarize(row, labels)}</span>
          </span>
        </span>
      </button>
      {isOpen && (
        <div id={id} className="grid gap-3 px-3 pt-1 pb-4 sm:pl-9">
          <RowWords row={row} />
          <ComparedFields row={row} columns={columns} mapping={mapping} labels={labels} />
          {(row.recordUrl || actions) && (
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
              {actions}
              {row.recordUrl && <ExternalLink href={row.recordUrl}>Open the record in HubSpot</ExternalLink>}
            </div>
          )}
        </div>
      )}
    </li>
  );
}

function RowWords({ row: { note, refusals, leftOut } }: { row: ComparedRow }) {
  return (
    <>
      {note && <p className="text-sm text-muted">{note}</p>}
      {[...refusals.entries()].map(([index, { code, message }]) => (
        <div key={index} className="grid gap-1">
          <p className="text-sm">
            <Code>{code}</Code>
          </p>
          <RefusalWords stage="preflight" message={message} />
        </div>
      ))}
      {leftOut.length > 0 && (
        <p className="text-sm text-warning">
          Sent without {formatCount(leftOut.length, "value")} that would be refused:{" "}
          {leftOut.map(({ message }) => message).join(" ")}
        </p>
      )}
    </>
  );
}

function summarize({ outcome, note, refusals, fields }: ComparedRow, labels: ReadonlyMap<string, string>): string {
  if (outcome === "rejected") return refusals[0]?.message ?? "";
  if (outcome === "unchanged" || outcome === "skipped") return note ?? "HubSpot has these values.";
  const changing = fields.filter(({ effect }) => effect !== "same" && effect !== "untouched");
  if (changing.length === 0) return "A record with nothing but its match value.";
  return changing.map(({ property }) => labels.get(property) ?? property).join(", ");
}
