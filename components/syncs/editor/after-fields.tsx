"use client";

import { useQuery } from "@tanstack/react-query";
import type { Dispatch } from "react";
import { describeFailure } from "@/components/forms/describe-failure";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { Skeleton } from "@/components/ui/skeleton";
import { syncsQuery } from "@/lib/api/queries";
import type { Edit } from "../draft/edit-draft";
import type { SyncDraft } from "../draft/sync-draft";

const ends = [
  { value: "completed", title: "Completed", text: "Also when some of its rows were rejected." },
  { value: "clean", title: "Completed without rejects", text: "Only when every row was taken." },
  { value: "ended", title: "Ended, however it did", text: "Also when it failed or was cancelled." },
] as const;

interface AfterFieldsProps {
  draft: SyncDraft;
  error: string | undefined;
  /** This sync, which can't run after itself; null for a new one. */
  syncId: string | null;
  dispatch: Dispatch<Edit>;
}

/** Which sync this one runs after, and which ends of its runs count. */
export function AfterFields({ draft, error, syncId, dispatch }: AfterFieldsProps) {
  const syncs = useQuery(syncsQuery());
  if (syncs.isPending) return <Skeleton className="h-8 max-w-md" />;
  const others = syncs.data?.filter(({ id }) => id !== syncId) ?? [];
  if (!syncs.isLoadingError && others.length === 0) {
    return <p className="text-sm text-muted">There is no other sync yet. Make that one first.</p>;
  }
  const options = others.map(({ id, name, scheduleWords }) => ({
    value: id,
    label: name,
    hint: scheduleWords,
  }));
  const isGone = draft.afterSyncId !== "" && !options.some(({ value }) => value === draft.afterSyncId);
  return (
    <div className="grid gap-3">
      <Field
        label="The sync that it runs after"
        className="max-w-md"
        error={
          syncs.isLoadingError
            ? describeFailure(syncs.error)
            : isGone
              ? "That sync was deleted. Choose another."
              : error
        }
      >
        <Combobox
          options={options}
          value={isGone || draft.afterSyncId === "" ? null : draft.afterSyncId}
          onChange={(afterSyncId) => dispatch({ type: "change", change: { afterSyncId } })}
          placeholder="Choose a sync"
          searchPlaceholder="Search syncs"
        />
      </Field>
      <RadioCards
        label="How its run has to end"
        columns={3}
        options={ends}
        value={draft.afterOn}
        onChange={(afterOn) => dispatch({ type: "change", change: { afterOn } })}
      />
      <p className="text-xs text-muted">
        It starts within a minute. Dry runs, retries and corrected files of the other sync start nothing. If a run of
        this sync is under way then, the next one starts when it has ended.
      </p>
    </div>
  );
}
