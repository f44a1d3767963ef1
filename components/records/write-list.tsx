import { CellTable } from "@/components/runs/cell-table";
import { formatNumber } from "@/components/ui/format-number";
import { ExternalLink, TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { RecordWrite, WrittenRowView } from "@/lib/api/records";
import { OutcomeBadge } from "./outcome-badge";

/** What was written to a record, the latest first. */
export function WriteList({ writes }: { writes: readonly RecordWrite[] }) {
  return (
    <ol aria-label="What was written, the latest first" className="flex flex-col gap-3">
      {writes.map((write, index) => (
        <li
          key={`${write.runId} ${write.writtenAt} ${write.rowNumber} ${write.recordId}`}
          className="flex flex-col gap-2.5 rounded-lg border bg-surface px-4 py-3 shadow-card"
        >
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <OutcomeBadge outcome={write.outcome} />
            {write.runId === null ? <ByHand write={write} /> : <ByRun runId={write.runId} write={write} />}
            <RecordLink write={write} />
          </div>
          <WrittenValues row={write} label={`Values of write ${index + 1}`} />
        </li>
      ))}
    </ol>
  );
}

function ByRun({ runId, write }: { runId: string; write: RecordWrite }) {
  return (
    <>
      <TextLink href={`/runs/${runId}`}>
        The run of <Time at={write.writtenAt} />
      </TextLink>
      <span className="text-muted">
        {write.rowNumber !== null && (
          <>
            <TextLink href={`/runs/${runId}/written?outcome=${write.outcome}`}>
              row {formatNumber(write.rowNumber)}
            </TextLink>{" "}
            of{" "}
          </>
        )}
        <SyncLink write={write} />
      </span>
    </>
  );
}

function ByHand({ write }: { write: RecordWrite }) {
  return (
    <>
      <span>
        Sent by hand by {write.sentBy ?? "somebody who is gone"} on <Time at={write.writtenAt} />
      </span>
      <span className="text-muted">
        {write.rowNumber !== null && `row ${formatNumber(write.rowNumber)} of `}
        <SyncLink write={write} />
      </span>
    </>
  );
}

function SyncLink({ write: { syncId, syncName } }: { write: RecordWrite }) {
  if (syncId === null) return "a sync that wasn’t saved";
  return <TextLink href={`/syncs/${syncId}`}>{syncName}</TextLink>;
}

function RecordLink({ write: { recordId, recordUrl, portalName } }: { write: RecordWrite }) {
  if (recordId === null) return null;
  const words = `Record ${recordId}${portalName === "" ? "" : ` of ${portalName}`}`;
  if (recordUrl === null) return <span className="text-muted">{words}</span>;
  return <ExternalLink href={recordUrl}>{words}</ExternalLink>;
}

interface WrittenValuesProps {
  row: WrittenRowView;
  /** What a screen reader calls them by, apart from those of other rows. */
  label: string;
}

/** The values of a write; in words where there are none. */
export function WrittenValues({ row, label }: WrittenValuesProps) {
  if (row.outcome !== "unconfirmed") return <KnownValues row={row} label={label} />;
  return (
    <>
      <p className="text-sm text-muted">
        HubSpot’s answer never came: nobody knows whether it took these values. Look at the record there.
      </p>
      <KnownValues row={row} label={label} />
    </>
  );
}

function KnownValues({ row: { outcome, values }, label }: WrittenValuesProps) {
  if (outcome === "cleared")
    return <p className="text-sm text-muted">Its row had vanished: all mapped properties were emptied.</p>;
  if (outcome === "archived")
    return <p className="text-sm text-muted">Its row had vanished: the record was archived.</p>;
  if (outcome === "skipped") return <p className="text-sm text-muted">Nothing was written, as the sync’s mode says.</p>;
  if (values.length === 0) return <p className="text-sm text-muted">Nothing but the match value was sent.</p>;
  return (
    <CellTable
      label={label}
      nameOf="Property"
      cells={values.map(({ property, value }) => ({ name: property, value }))}
    />
  );
}
