import { CircleX, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { showCode } from "./backticked";
import { Button } from "./button";
import { cn } from "./cn";

interface ErrorStateProps {
  /** What didn't work: "The runs couldn't be loaded". */
  title: string;
  /** Why, in the words of whoever refused. */
  why?: ReactNode | undefined;
  /** What to do about it. */
  fix?: ReactNode | undefined;
  onRetry?: (() => void) | undefined;
  isRetrying?: boolean | undefined;
  /** Further ways out, beside "Try again". */
  action?: ReactNode | undefined;
  className?: string | undefined;
}

export function ErrorState({ title, why, fix, onRetry, isRetrying, action, className }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={cn("flex gap-3 rounded-lg border border-danger-line bg-surface px-4 py-3.5", className)}
    >
      <CircleX aria-hidden className="mt-px size-5 shrink-0 text-danger" />
      <div className="min-w-0 flex-1">
        <h2 className="text-base font-semibold text-ink">{showCode(title)}</h2>
        {why && <p className="mt-0.5 text-sm wrap-anywhere text-muted">{showCode(why)}</p>}
        {fix && <p className="mt-1.5 text-sm text-ink">{showCode(fix)}</p>}
        {(onRetry || action) && (
          <div className="mt-3 flex flex-wrap gap-2">
            {onRetry && (
              <Button size="sm" onClick={onRetry} pending={isRetrying}>
                <RotateCw aria-hidden />
                Try again
              </Button>
            )}
            {action}
          </div>
        )}
      </div>
    </div>
  );
}
