import type { Dispatch } from "react";
import { FieldGroup } from "@/components/ui/field";
import { formatCount } from "@/components/ui/format-number";
import { RadioCards } from "@/components/ui/radio-cards";
import type { MatchCheck } from "@/lib/api/match-check";
import { hasOrder } from "@/lib/engine/query-order";
import type { Edit } from "../draft/edit-draft";
import { readQuery, type SyncDraft } from "../draft/sync-draft";

interface DuplicateCardsProps {
  draft: SyncDraft;
  dispatch: Dispatch<Edit>;
  matchCheck: MatchCheck | null;
}

/** What a run does with several rows that have the same match value. */
export function DuplicateCards({ draft, dispatch, matchCheck }: DuplicateCardsProps) {
  const query = readQuery(draft);
  const isOrdered = query !== null && hasOrder(query);
  const options = [
    { value: "reject" as const, title: "Reject all of them", text: "None is sent: nothing says which one is right." },
    {
      value: "last" as const,
      title: "The last one counts",
      text: "By the query’s order. The others are rejected and name it.",
      disabled: !isOrdered,
      reason: isOrdered ? undefined : "Rows come in no order: write SQL that ends with an ORDER BY.",
    },
  ];
  return (
    <FieldGroup
      label="Rows with the same match value"
      hint={
        <>
          {matchCheck && (
            <span className="font-medium text-ink tabular-nums">
              {matchCheck.repeatedRows === 0
                ? "There are none."
                : `${formatCount(matchCheck.repeatedRows, "row")} share ${formatCount(matchCheck.repeatedValues, "value")}.`}{" "}
            </span>
          )}
          Surrounding blanks and capitals make no difference.
        </>
      }
      error={
        draft.duplicates === "last" && !isOrdered ? "The query has no order, so all of them are rejected." : undefined
      }
    >
      <RadioCards
        label="Rows with the same match value"
        columns={2}
        value={draft.duplicates}
        onChange={(duplicates) => dispatch({ type: "change", change: { duplicates } })}
        options={options}
      />
    </FieldGroup>
  );
}
