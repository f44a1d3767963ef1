import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { describeFailure } from "@/components/forms/describe-failure";
import { Callout } from "@/components/ui/callout";
import { Skeleton } from "@/components/ui/skeleton";
import type { FixesView } from "@/lib/api/fixes";
import { FixButton } from "./fix-button";
import type { FixPlace } from "./use-fix";

interface FixBarProps {
  place: FixPlace;
  found: FixesView | undefined;
  error: Error | null;
  isLoading: boolean;
  /** What has become of it, once a fix was made or is there; null before. */
  done: string | null;
  /** What to do then. */
  next?: ReactNode | undefined;
  /** A fix was made; in its words. */
  onMade: (message: string) => void;
}

/** Fixes side by side, the best first, or what has become of them. */
export function FixBar({ place, found, error, isLoading, done, next, onMade }: FixBarProps) {
  if (isLoading) return <Skeleton className="h-7 w-48" />;
  if (error !== null) return <Callout tone="warning">The fixes couldn’t be read. {describeFailure(error)}</Callout>;
  if (!found) return null;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {done !== null && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <p role="status" className="flex min-w-0 items-start gap-1.5 text-sm text-success">
            <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span className="min-w-0 wrap-anywhere">{done}</span>
          </p>
          {next}
        </div>
      )}
      {found.note !== null && <p className="text-sm text-muted">{found.note}</p>}
      <ul aria-label="Fixes" className="flex min-w-0 flex-wrap gap-2">
        {found.fixes.map((fix, index) => (
          <li key={JSON.stringify(fix)} className="max-w-full min-w-0">
            <FixButton
              fix={fix}
              place={place}
              syncId={found.syncId}
              isBest={index === 0 && done === null}
              onMade={onMade}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
