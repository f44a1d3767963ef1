import type { Dispatch } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Guard } from "@/lib/api/syncs";
import type { Edit } from "../draft/edit-draft";
import { isShare, limitNames } from "../draft/limits";
import type { DraftErrors, SyncDraft } from "../draft/sync-draft";

interface LimitFieldsProps {
  draft: SyncDraft;
  errors: DraftErrors;
  dispatch: Dispatch<Edit>;
}

const words: Readonly<Record<keyof Guard, { label: string; hint: string; isAboutVanished?: boolean }>> = {
  created: { label: "New records", hint: "A run that would create more than this waits." },
  removed: {
    label: "Removed records",
    hint: "A run that would clear or archive more than this waits.",
    isAboutVanished: true,
  },
  missingShare: {
    label: "Vanished rows, per cent",
    hint: "How many of the rows that earlier runs have sent may be gone.",
    isAboutVanished: true,
  },
  rejected: { label: "Rejected rows", hint: "How many may be rejected before anything is sent." },
  rejectedShare: { label: "Rejected rows, per cent", hint: "The same, of every hundred rows read." },
  rowsShare: {
    label: "Unusual number of rows, per cent",
    hint: "How far their number may be from the usual one, the median of the last ten runs.",
  },
};

/** Limits past which a run waits for a person before it writes anything. */
export function LimitFields({ draft, errors, dispatch }: LimitFieldsProps) {
  const shown = limitNames.filter((name) => draft.vanished !== "keep" || !words[name].isAboutVanished);
  const set = shown.filter((name) => draft.limits[name].trim() !== "").length;
  const hasError = shown.some((name) => errors[`guard.${name}`]);
  return (
    <Disclosure
      key={String(hasError)}
      title={`Wait for a person when a run is unusual (${set === 0 ? "no limit" : `${set} set`})`}
      isOpenAtFirst={hasError}
    >
      <p className="mb-3 max-w-prose text-xs text-muted">
        A run past one of these stops before its first write and waits until somebody approves or discards it. Empty is
        no limit.
        {draft.vanished !== "keep" && " A source without any row always waits."}
      </p>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {shown.map((name) => (
          <Field key={name} label={words[name].label} hint={words[name].hint} error={errors[`guard.${name}`]}>
            <Input
              type="number"
              inputMode={isShare(name) ? "decimal" : "numeric"}
              min={0}
              max={isShare(name) ? 100 : undefined}
              step={isShare(name) ? "any" : 1}
              value={draft.limits[name]}
              onChange={({ target }) =>
                dispatch({ type: "change", change: { limits: { ...draft.limits, [name]: target.value } } })
              }
              className="max-w-40"
            />
          </Field>
        ))}
      </div>
    </Disclosure>
  );
}
