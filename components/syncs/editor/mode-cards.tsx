import type { Dispatch } from "react";
import { FieldGroup } from "@/components/ui/field";
import { formatCount, formatRoughly } from "@/components/ui/format-number";
import { RadioCards } from "@/components/ui/radio-cards";
import { isRecordIdMatch } from "@/lib/engine/list-match-properties";
import type { Edit } from "../draft/edit-draft";
import { readMode, type SyncDraft } from "../draft/sync-draft";
import { type ModeWords, modes } from "../mapping/describe-mode";
import type { ChangeForecast } from "../mapping/forecast-change";

interface ModeCardsProps {
  draft: SyncDraft;
  dispatch: Dispatch<Edit>;
  /** Null while nobody knows how many rows are new. */
  forecast: ChangeForecast | null;
}

/** What a run may do to records, and what it does to each kind of row. */
export function ModeCards({ draft, dispatch, forecast }: ModeCardsProps) {
  const isById = isRecordIdMatch({ name: draft.matchProperty });
  return (
    <FieldGroup label="What a run does to HubSpot" hint="No property is touched that isn’t mapped.">
      <RadioCards
        label="What a run does to HubSpot"
        columns={3}
        value={readMode(draft)}
        onChange={(mode) => dispatch({ type: "change", change: { mode } })}
        options={modes.map((words) => toOption(words, isById, forecast))}
      />
    </FieldGroup>
  );
}

function toOption(
  { value, title, newRows, matchingRows }: ModeWords,
  isById: boolean,
  forecast: ChangeForecast | null,
) {
  const isOut = isById && value !== "update";
  return {
    value,
    title,
    text: (
      <>
        <span className="mt-1 block">
          <span className="font-medium text-ink">New rows</span> {newRows}
          {forecast && <RowNumber rows={forecast.newRows} isExact={forecast.isExact} />}.
        </span>
        <span className="mt-1 block">
          <span className="font-medium text-ink">Rows that match a record</span> {matchingRows}
          {forecast && <RowNumber rows={forecast.matchingRows} isExact={forecast.isExact} />}.
        </span>
      </>
    ),
    disabled: isOut,
    reason: isOut ? "Rows are matched by the record id, by which nothing can be created." : undefined,
  };
}

function RowNumber({ rows, isExact }: { rows: number; isExact: boolean }) {
  const words =
    isExact || rows === 0 ? formatCount(rows, "row") : `about ${formatRoughly(rows)} ${rows === 1 ? "row" : "rows"}`;
  return (
    <>
      : <span className="font-medium text-ink tabular-nums">{words}</span>
    </>
  );
}
