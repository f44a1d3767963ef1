import { formatNumber } from "@/components/ui/format-number";
import type { CellChange } from "@/lib/api/uploads";

/** A cell as it was and as it is, with its line. */
export function CellChangeWords({ change: { line, from, to } }: { change: CellChange }) {
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-1.5">
      <Cell value={from} isOld />
      <span aria-hidden className="text-faint">
        →
      </span>
      <span className="sr-only"> became </span>
      <Cell value={to} />
      <span className="text-xs text-faint">line {formatNumber(line)}</span>
    </span>
  );
}

function Cell({ value, isOld }: { value: string | null; isOld?: boolean }) {
  if (!value) return <span className="text-faint italic">{value === null ? "nothing" : "an empty text"}</span>;
  return (
    <span className={`font-mono text-xs whitespace-pre-wrap wrap-anywhere ${isOld ? "text-muted" : "text-ink"}`}>
      {value}
    </span>
  );
}
