import { CircleCheck, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { spellLedger } from "@/components/runs/spell-ledger";
import { showCode } from "@/components/ui/backticked";
import { cn } from "@/components/ui/cn";
import { formatCount, formatNumber } from "@/components/ui/format-number";
import { ExternalLink } from "@/components/ui/text-link";
import { isRunLive } from "@/lib/api/run-status";
import type { RunView } from "@/lib/api/runs";
import type { DraftCheck } from "./use-draft-check";

/** What saving would make the next run send: exactly, once all rows are checked; until then the most that it may be. */
export function DraftCheckNote({ check }: { check: DraftCheck }) {
  const { run, mayResend } = check;
  if (check.problem) return <Note tone="danger">{check.problem}</Note>;
  if (check.isUnderWay && (!run || isRunLive(run.status))) return <Checking run={run} />;
  if (run) return <Checked run={run} />;
  if (mayResend === null || mayResend === 0) return null;
  return (
    <Note tone="warning">
      <span className="font-medium text-ink">
        Up to {formatCount(mayResend, "row")} may be sent again because of this change.
      </span>{" "}
      {check.isOutdated ? "It has changed since you checked it." : "Check all rows to know how many."}
    </Note>
  );
}

function Checking({ run }: { run: RunView | null }) {
  return (
    <Note tone="info">
      Checking all rows; nothing is sent. {/* Not read out: it changes every second. */}
      <span aria-hidden className="tabular-nums">
        {run && run.ledger.read > 0 && `${formatCount(run.ledger.read, "row")} read so far. `}
      </span>
      {run && <SeeRun run={run} />}
    </Note>
  );
}

function Checked({ run }: { run: RunView }) {
  if (run.status === "failed" || run.status === "cancelled" || run.status === "stopped") {
    return (
      <Note tone="danger">
        {run.errorMessage ?? "The check was cancelled."} <SeeRun run={run} />
      </Note>
    );
  }
  const { read, terms } = spellLedger(run.ledger, run.dryRun);
  return (
    <Note tone={isNotable(run) ? "warning" : "success"}>
      {run.rowsResent !== null && (
        <span className="font-medium text-ink">
          {run.rowsResent === 0 ? "No row" : formatCount(run.rowsResent, "row")} would be sent again because of this
          change.{" "}
        </span>
      )}
      <span className="tabular-nums">
        {formatNumber(read)} read = {terms.map(({ outcome, rows }) => `${formatNumber(rows)} ${outcome}`).join(" + ")}.
      </span>{" "}
      {listFurther(run).map((sentence) => `${sentence} `)}
      <SeeRun run={run} />
    </Note>
  );
}

function isNotable({ ledger, rowsResent, dryRun, guardReasons }: RunView): boolean {
  return ledger.rejected > 0 || (rowsResent ?? 0) > 0 || (dryRun?.wouldRemove ?? 0) > 0 || guardReasons.length > 0;
}

/** What a run would do beyond sending rows. */
function listFurther({ dryRun, vanished, guardReasons }: RunView): string[] {
  const removed = dryRun?.wouldRemove ?? 0;
  return [
    ...(removed > 0 ? [`${formatCount(removed, "record")} of vanished rows to ${vanished}.`] : []),
    ...(guardReasons.length > 0 ? [`A run would wait for somebody to approve it: ${guardReasons.join(" ")}`] : []),
  ];
}

/** In a tab of its own, so that the changes stay here. */
function SeeRun({ run }: { run: RunView }) {
  return <ExternalLink href={`/runs/${run.id}`}>See the dry run</ExternalLink>;
}

type NoteTone = "info" | "success" | "warning" | "danger";

const icons: Readonly<Record<NoteTone, LucideIcon>> = {
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: TriangleAlert,
};

const tones: Readonly<Record<NoteTone, string>> = {
  info: "text-info",
  success: "text-success",
  warning: "text-warning",
  danger: "text-danger",
};

function Note({ tone, children }: { tone: NoteTone; children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <p className="flex items-start gap-1.5 text-sm text-muted">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", tones[tone])} />
      <span className="min-w-0 wrap-anywhere">{showCode(children)}</span>
    </p>
  );
}
