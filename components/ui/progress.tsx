import { cn } from "./cn";

interface ProgressProps {
  label: string;
  /** Null: under way, nobody knows how far. */
  value: number | null;
  max?: number | undefined;
  className?: string | undefined;
}

export function Progress({ label, value, max = 100, className }: ProgressProps) {
  const share = value === null || max <= 0 ? null : Math.min(1, Math.max(0, value / max));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value ?? undefined}
      className={cn("h-1.5 overflow-hidden rounded-full bg-hover", className)}
    >
      {share === null ? (
        <div className="h-full w-1/3 animate-sweep rounded-full bg-accent" />
      ) : (
        <div
          className="h-full origin-left rounded-full bg-accent transition-transform duration-500 ease-out"
          style={{ transform: `scaleX(${share})` }}
        />
      )}
    </div>
  );
}
