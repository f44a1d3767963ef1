import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { NameLink } from "@/components/ui/name-link";
import { Num } from "@/components/ui/number";
import { TD, TR } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { RunListItem } from "@/lib/api/runs";
import { DryRunBadge } from "./dry-run-badge";
import { DueLine } from "./due-line";
import { LedgerCounts } from "./ledger-counts";
import { RunDuration } from "./run-duration";
import { RunStatusBadge } from "./run-status-badge";
import { TriggerBadge } from "./trigger-badge";

export function RunRow({ run, now }: { run: RunListItem; now: number }) {
  const { ledger } = run;
  const href = `/runs/${run.id}`;
  return (
    <TR>
      <TD className="min-w-48">
        <Link href={href} className="rounded-sm hover:underline">
          <RunStatusBadge status={run.status} />
        </Link>
        {run.reason && (
          <p
            className={cn("line-clamp-2 max-w-56 text-xs", run.status === "failed" ? "text-danger" : "text-muted")}
            title={run.reason}
          >
            {run.reason}
          </p>
        )}
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs text-faint">
          {run.dryRun && <DryRunBadge />}
          <TriggerBadge trigger={run.trigger} />
          <Time at={run.requestedAt} />
        </p>
        <DueLine run={run} />
      </TD>
      <TD className="min-w-32 sm:min-w-40">
        <NameLink href={`/syncs/${run.syncId}`} name={run.syncName} />
        <span
          title={`${run.sourceName} → ${run.objectLabel}`}
          className="line-clamp-2 max-w-72 2xl:max-w-lg text-xs wrap-anywhere text-faint"
        >
          {run.sourceName} → {run.objectLabel}
        </span>
        <LedgerCounts run={run} className="mt-1 lg:hidden" />
      </TD>
      <Count rows={ledger.read} href={href} className="border-l" />
      <Count rows={run.rowsPlanned} href={run.dryRun ? href : `${href}/written`} />
      <Count rows={run.rejectedByPreflight} href={`${href}#rejects`} tone="text-danger" />
      {run.dryRun ? (
        <>
          <WouldBe rows={run.dryRun.wouldCreate} href={href} className="border-l" />
          <WouldBe rows={run.dryRun.wouldUpdate} href={href} />
        </>
      ) : (
        <>
          <Count rows={ledger.created} href={`${href}/written?outcome=created`} className="border-l" />
          <Count rows={ledger.updated} href={`${href}/written?outcome=updated`} />
        </>
      )}
      <Count rows={ledger.skipped} href={href} />
      <Count rows={ledger.rejected - run.rejectedByPreflight} href={`${href}#rejects`} tone="text-danger" />
      <Count rows={ledger.cancelled} href={href} />
      <TD isNumeric className="border-l text-muted max-sm:hidden">
        <RunDuration run={run} now={now} />
      </TD>
    </TR>
  );
}

/** A count of what didn't happen, in the column of what does. */
function WouldBe({ rows, href, className }: { rows: number; href: string; className?: string }) {
  return (
    <TD isNumeric className={cn("px-2.5 text-faint italic max-lg:hidden", className)}>
      <span className="sr-only">would be </span>
      {rows === 0 ? (
        "0"
      ) : (
        <Link href={href} className="rounded-sm hover:underline">
          <Num value={rows} />
        </Link>
      )}
    </TD>
  );
}

interface CountProps {
  /** Null: not known yet. */
  rows: number | null;
  href: string;
  /** Of a count that isn't zero. */
  tone?: string | undefined;
  className?: string | undefined;
}

function Count({ rows, href, tone, className }: CountProps) {
  return (
    <TD isNumeric className={cn("px-2.5 max-lg:hidden", className)}>
      {rows === 0 || rows === null ? (
        <Num value={rows} className="text-faint" />
      ) : (
        <Link href={href} className={cn("rounded-sm hover:underline", tone)}>
          <Num value={rows} />
        </Link>
      )}
    </TD>
  );
}
