import { cn } from "./cn";
import { formatCompact, formatNumber } from "./format-number";

interface NumProps {
  /** Null: not known (yet). */
  value: number | null;
  isCompact?: boolean | undefined;
  className?: string | undefined;
}

/** A count with thousands separators and digits of one width. */
export function Num({ value, isCompact, className }: NumProps) {
  if (value === null) return <span className={cn("text-faint", className)}>–</span>;
  if (!isCompact) return <span className={cn("tabular-nums", className)}>{formatNumber(value)}</span>;
  return (
    <span title={formatNumber(value)} className={cn("tabular-nums", className)}>
      {formatCompact(value)}
    </span>
  );
}
