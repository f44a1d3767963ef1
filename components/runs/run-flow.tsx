import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { explainSkipped, explainWouldCreate } from "@/components/syncs/mapping/describe-mode";
import type { Tone } from "@/components/ui/badge";
import { formatNumber } from "@/components/ui/format-number";
import { Num } from "@/components/ui/number";
import { Stat } from "@/components/ui/stat";
import type { DryRun } from "@/lib/api/ledger";
import type { WrittenOutcome } from "@/lib/api/records";
import type { RunView } from "@/lib/api/runs";
import { countFlow, type FlowCounts } from "./count-flow";

/** In characters: what is read isn't known at first. */
const LEAST_ROOM = 6;

/** The ledger in the order in which rows flow: what the source gave, what of it HubSpot took. */
export function RunFlow({ run }: { run: RunView }) {
  const flow = countFlow(run);
  // What grows while rows are sent has the room of all that were read: what stands beside it stays.
  const room = Math.max(LEAST_ROOM, formatNumber(flow.read).length);
  return (
    <div className="grid items-stretch gap-2 lg:grid-cols-[1fr_auto_1fr]">
      <Side title="Source" name={run.sourceName}>
        <Count label="Read" rows={flow.read} room={room} href="/docs/runs#read" />
        <Count label="Changed" rows={flow.changed} href={run.dryRun ? "/docs/runs#changed" : writtenHref(run)} />
        <Count label="Unchanged" rows={flow.unchanged} href="/docs/runs#unchanged" />
        <Count label="Rejected by preflight" rows={flow.invalid} tone="danger" href="#rejects" />
      </Side>
      <ArrowRight aria-hidden className="size-5 rotate-90 place-self-center text-faint lg:rotate-0" />
      <Side title="HubSpot" name={`${run.objectLabel} of ${run.portalName}`}>
        {run.dryRun ? <Planned run={run} dryRun={run.dryRun} /> : <Delivered run={run} flow={flow} room={room} />}
      </Side>
    </div>
  );
}

function Delivered({ run, flow, room }: { run: RunView; flow: FlowCounts; room: number }) {
  return (
    <>
      <Count label="Created" rows={flow.created} room={room} tone="success" href={writtenHref(run, "created")} />
      <Count label="Updated" rows={flow.updated} room={room} tone="success" href={writtenHref(run, "updated")} />
      <Count label="Rejected" rows={flow.rejected} tone="danger" href="#rejects" />
      <Count
        label="Skipped"
        rows={flow.skipped}
        hint={explainSkipped(run.mode)}
        href={run.skippedByPlan < flow.skipped ? writtenHref(run, "skipped") : "/docs/runs#skipped"}
      />
      <Count label="Cancelled" rows={flow.cancelled} tone="warning" href="/docs/runs#cancelled" />
    </>
  );
}

/** The rows that a run wrote, of one outcome or of all. */
function writtenHref({ id }: Pick<RunView, "id">, outcome?: WrittenOutcome): string {
  return `/runs/${id}/written${outcome ? `?outcome=${outcome}` : ""}`;
}

/** Of a dry run: what a run would do, as far as it can be known without asking HubSpot. */
function Planned({ run, dryRun: { wouldCreate, wouldUpdate } }: { run: RunView; dryRun: DryRun }) {
  const isKnown = run.rowsPlanned !== null;
  return (
    <>
      {run.mode !== "update" && (
        <Count label="Would create" rows={isKnown ? wouldCreate : null} hint={explainWouldCreate(run.mode)} />
      )}
      {run.mode !== "create" && (
        <Count
          label="Would update"
          rows={isKnown ? wouldUpdate : null}
          hint={run.mode === "update" ? "Where HubSpot has their records." : undefined}
        />
      )}
      <Count label="Would skip" rows={run.ledger.skipped} hint={explainSkipped(run.mode)} />
    </>
  );
}

function Side({ title, name, children }: { title: string; name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 rounded-lg border bg-surface px-4 py-3 shadow-card">
      <h2 title={name} className="truncate text-xs text-muted">
        <span className="font-medium text-ink">{title}</span> · {name}
      </h2>
      <div className="mt-2 flex flex-wrap gap-x-6 gap-y-3">{children}</div>
    </div>
  );
}

interface CountProps {
  label: string;
  /** Null: not known yet. */
  rows: number | null;
  /** Of how many characters it may become. */
  room?: number | undefined;
  /** Of a count that isn't zero. */
  tone?: Tone | undefined;
  href?: string | undefined;
  /** Why there are some. */
  hint?: string | undefined;
}

function Count({ label, rows, room, tone = "neutral", href, hint }: CountProps) {
  const isSome = rows !== null && rows !== 0;
  return (
    <Stat
      className="max-w-52 min-w-14"
      label={label}
      value={
        <span className="inline-block tabular-nums" style={{ minWidth: room && `${room}ch` }}>
          <Num value={rows} />
        </span>
      }
      tone={isSome ? tone : "muted"}
      href={isSome ? href : undefined}
      hint={isSome ? hint : undefined}
    />
  );
}
