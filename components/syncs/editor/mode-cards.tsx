import type { Dispatch } from "react";
import { FieldGroup } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { isRecordIdMatch } from "@/lib/engine/list-match-properties";
import type { Edit } from "../draft/edit-draft";
import { readMode, type SyncDraft } from "../draft/sync-draft";
import { type ModeWords, modes } from "../mapping/describe-mode";

interface ModeCardsProps {
  draft: SyncDraft;
  dispatch: Dispatch<Edit>;
}

/** What a run may do to records, and what it does to each kind of row. */
export function ModeCards({ draft, dispatch }: ModeCardsProps) {
  const isById = isRecordIdMatch({ name: draft.matchProperty });
  return (
    <FieldGroup label="What a run does to HubSpot" hint="No property is touched that isn’t mapped.">
      <RadioCards
        label="What a run does to HubSpot"
        columns={3}
        value={readMode(draft)}
        onChange={(mode) => dispatch({ type: "change", change: { mode } })}
        options={modes.map((words) => toOption(words, isById))}
      />
    </FieldGroup>
  );
}

function toOption({ value, title, newRows, matchingRows }: ModeWords, isById: boolean) {
  const isOut = isById && value !== "update";
  return {
    value,
    title,
    text: (
      <>
        <span className="mt-1 block">
          <span className="font-medium text-ink">New rows</span> {newRows}.
        </span>
        <span className="mt-1 block">
          <span className="font-medium text-ink">Rows that match a record</span> {matchingRows}.
        </span>
      </>
    ),
    disabled: isOut,
    reason: isOut ? "Rows are matched by the record id, by which nothing can be created." : undefined,
  };
}
