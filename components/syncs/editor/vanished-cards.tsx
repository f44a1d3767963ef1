import type { Dispatch } from "react";
import { FieldGroup } from "@/components/ui/field";
import { formatNumber } from "@/components/ui/format-number";
import { RadioCards } from "@/components/ui/radio-cards";
import type { MatchCheck } from "@/lib/api/match-check";
import type { Edit } from "../draft/edit-draft";
import type { SyncDraft } from "../draft/sync-draft";
import { vanishedModes } from "../mapping/describe-vanished";

interface VanishedCardsProps {
  draft: SyncDraft;
  dispatch: Dispatch<Edit>;
  matchCheck: MatchCheck | null;
}

/** What a run does when a row that it has sent before is gone from the source. */
export function VanishedCards({ draft, dispatch, matchCheck }: VanishedCardsProps) {
  return (
    <FieldGroup
      label="Rows that are gone from the source"
      hint={
        <>
          {describeVanished(matchCheck)} Only records that this sync has written. Where a row has no usable match value
          nothing is removed, since nobody can tell whose it is.
        </>
      }
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

function describeVanished(check: MatchCheck | null) {
  if (!check?.accepted || check.accepted.values === 0) return null;
  const { values, vanished } = check.accepted;
  return (
    <span className="font-medium text-ink tabular-nums">
      {vanished === 0
        ? `None of the ${formatNumber(values)} that HubSpot has accepted.`
        : `${formatNumber(vanished)} of the ${formatNumber(values)} that HubSpot has accepted.`}
    </span>
  );
}
