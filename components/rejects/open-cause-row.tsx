import { CauseTitle } from "@/components/runs/cause-title";
import { IgnoreCause } from "@/components/runs/ignore-cause";
import { IgnoredBy } from "@/components/runs/ignored-by";
import { StageBadge } from "@/components/runs/stage-badge";
import { Code } from "@/components/ui/code";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { OpenCauseView } from "@/lib/api/causes";
import { TrendBars } from "./trend-bars";

/** A cause over all runs of its sync: how many rows and why, since when, how it goes, and where its rows are. */
export function OpenCauseRow({ cause }: { cause: OpenCauseView }) {
  const { lastRun } = cause;
  const href =
    lastRun.causeId === null ? `/runs/${lastRun.id}#rejects` : `/runs/${lastRun.id}/causes/${lastRun.causeId}`;
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="flex min-w-0 flex-1 basis-80 flex-col gap-1.5">
        <h2 className="text-sm font-semibold">
          <CauseTitle rows={cause.rows} title={cause.title} href={href} />
        </h2>
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-muted">
          <TextLink href={`/syncs/${cause.syncId}`}>{cause.syncName}</TextLink>
          <Code>{cause.code}</Code>
          <StageBadge stage={cause.stage} />
          <span>
            {cause.closedAt === null ? (
              <>
                Open for <Time at={cause.openedAt} format="elapsed" />
              </>
            ) : (
              <>
                First seen <Time at={cause.openedAt} format="relative" />
              </>
            )}
          </span>
          {cause.closedAt !== null && (
            <span>
              gone for <Time at={cause.closedAt} format="elapsed" />
            </span>
          )}
          <span>
            last in{" "}
            <TextLink href={href}>
              the run of <Time at={lastRun.finishedAt} />
            </TextLink>
          </span>
          <IgnoredBy ignored={cause.ignored} />
        </div>
      </div>
      <div className="flex items-center gap-3">
        <TrendBars trend={cause.trend} />
        <IgnoreCause causeId={cause.id} isIgnored={cause.ignored !== null} />
      </div>
    </div>
  );
}
