import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type Dispatch, useState } from "react";
import { createSync, updateSync } from "@/app/_server/actions/syncs";
import { useAction } from "@/components/forms/use-action";
import { syncQuery, syncsQuery } from "@/lib/api/queries";
import type { SyncInput } from "@/lib/api/syncs";
import type { Edit, Editing } from "../draft/edit-draft";
import { type DraftErrors, readDraft } from "../draft/sync-draft";
import { readBrowserTimeZone } from "../schedule/browser-time-zone";

const nothing: readonly string[] = [];
const noErrors: DraftErrors = {};

/**
 * Saves the draft, and says what is in the way: from the first attempt on, as it is typed. `problems` are those of the
 * mapping, which no form can see.
 */
export function useSave(
  syncId: string | null,
  { draft }: Editing,
  problems: readonly string[],
  dispatch: Dispatch<Edit>,
) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [hasTried, setHasTried] = useState(false);

  const send = (input: SyncInput) => (syncId === null ? createSync(input) : updateSync({ syncId, input }));
  const { run, isPending, problem, clear } = useAction(send, (sync) => {
    queryClient.setQueryData(syncQuery(sync.id).queryKey, sync);
    queryClient.removeQueries({ queryKey: syncsQuery().queryKey, exact: true });
    dispatch({ type: "saved", draft, version: sync.version });
    if (syncId === null) router.push(`/syncs/${sync.id}`);
  });

  /** What would be saved; null while something is in the way, which is told from now on. */
  function readReady(): SyncInput | null {
    const read = readNow();
    const isReady = read.ok && problems.length === 0;
    setHasTried(!isReady);
    clear();
    return isReady ? read.input : null;
  }

  function save() {
    const input = readReady();
    if (input) run(input);
  }

  function readNow() {
    return readDraft(draft, { timeZone: readBrowserTimeZone(), now: new Date() });
  }

  const read = hasTried ? readNow() : null;
  const errors = read && !read.ok ? read.errors : noErrors;
  // A row that isn't filled in is a problem of the mapping, too: it is told once.
  const told = hasTried && read?.ok ? problems : nothing;
  return {
    save,
    readReady,
    isSaving: isPending,
    errors,
    obstacles: [...new Set([...(problem ? [problem.message] : nothing), ...Object.values(errors), ...told])],
  };
}
