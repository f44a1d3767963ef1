import type { Dispatch } from "react";
import { FieldGroup } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import type { Edit } from "../draft/edit-draft";
import type { SyncDraft } from "../draft/sync-draft";
import { vanishedModes } from "../mapping/describe-vanished";

interface VanishedCardsProps {
  draft: SyncDraft;
  dispatch: Dispatch<Edit>;
}

/** What a run does when a row that it has sent before is gone from the source. */
export function VanishedCards({ draft, dispatch }: VanishedCardsProps) {
  return (
    <FieldGroup
      label="Rows that are gone from the source"
      hint="Only records that this sync has written. Where a row has no usable match value nothing is removed, since nobody can tell whose it is."
    >
      <RadioCards
        label="Rows that are gone from the source"
        columns={3}
        value={draft.vanished}
        onChange={(vanished) => dispatch({ type: "change", change: { vanished } })}
        options={vanishedModes}
      />
    </FieldGroup>
  );
}
