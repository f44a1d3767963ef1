import { ClipboardCheck } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { formatNumber } from "@/components/ui/format-number";
import { toneTexts } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import { Tooltip } from "@/components/ui/tooltip";
import { isRunLive } from "@/lib/api/run-status";
import type { StripRun } from "@/lib/api/runs";
import type { RunGlance } from "@/lib/api/syncs";
import { runStatusLooks } from "./run-status-badge";

interface RunStripProps {
  /** The newest first, as they come. */
  runs: readonly (StripRun & Partial<Pick<RunGlance, "dryRun">>)[];
  className?: string | undefined;
}

/** Recent runs as small shapes, the newest at the right; each is a link to its run. Dry runs have a shape of their own. */
export function RunStrip({ runs, className }: RunStripProps) {
  return (
    <ol aria-label="Recent runs, the oldest first" className={cn("flex flex-wrap items-center", className)}>
      {runs.toReversed().map((run) => (
        <li key={run.id}>
          <RunShape run={run} />
        </li>
      ))}
    </ol>
  );
}

function RunShape({ run }: { run: RunStripProps["runs"][number] }) {
  const { word, tone, icon } = runStatusLooks[run.status];
  const Icon = run.dryRun ? ClipboardCheck : icon;
  const counts = `${formatNumber(run.ledger.read)} read, ${formatNumber(run.ledger.rejected)} rejected`;
  const words = `${run.dryRun ? `Dry run, ${word.toLowerCase()}` : word}: ${counts}`;
  return (
    <Tooltip content={<RunHint run={run} words={words} />}>
      <Link
        href={`/runs/${run.id}`}
        aria-label={words}
        className={cn(
          "grid h-7 w-6 place-items-center rounded-sm hover:bg-hover",
          toneTexts[run.dryRun ? "muted" : tone],
        )}
      >
        <Icon aria-hidden className={cn("size-3.5", isRunLive(run.status) && "animate-breathe")} />
      </Link>
    </Tooltip>
  );
}

function RunHint({ run, words }: { run: RunStripProps["runs"][number]; words: string }) {
  return (
    <>
      <span className="block font-medium">{words}</span>
      <span className="block">
        <Time at={run.requestedAt} />
      </span>
      {run.errorMessage && <span className="block">{run.errorMessage}</span>}
    </>
  );
}
