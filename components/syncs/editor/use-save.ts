import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type Dispatch, useState } from "react";
import { createSync, updateSync } from "@/app/_server/actions/syncs";
import { useAction } from "@/components/forms/use-action";
import type { ActionResult } from "@/lib/api/problem";
import { syncQuery, syncsQuery } from "@/lib/api/queries";
import type { SyncInput, SyncView } from "@/lib/api/syncs";
import type { Edit, Editing } from "../draft/edit-draft";
import { type DraftErrors, readDraft, type SyncDraft } from "../draft/sync-draft";
import { readBrowserTimeZone } from "../schedule/browser-time-zone";
import { findPlace, type Place } from "./focus-place";
import { type Obstacle, tellOnce } from "./obstacle";

interface SaveOptions {
  /** The version that is replaced, by somebody who has been told of it; that of the draft where it is left out. */
  readonly over?: number;
  /** What comes once it is saved. */
  readonly andThen?: () => void;
}

export type Save = (options?: SaveOptions) => void;

interface Sent extends SaveOptions {
  readonly draft: SyncDraft;
  readonly input: SyncInput;
}

const nothing: readonly Obstacle[] = [];
/** Where the page says that there is a newer version, and offers what can be done. */
const placeOfNewer: Place = { card: "newer-version", row: null, isProperty: false };
const noErrors: DraftErrors = {};

/**
 * Saves the draft, and says what is in the way: from the first attempt on, as it is typed. `problems` are those of the
 * mapping, which no form can see. `onCreated` is told the id of a new sync.
 */
export function useSave(
  syncId: string | null,
  { draft, version }: Editing,
  problems: readonly Obstacle[],
  dispatch: Dispatch<Edit>,
  onCreated: (syncId: string) => void,
) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [hasTried, setHasTried] = useState(false);
  const [failures, setFailures] = useState(0);
  const [isOutdated, setIsOutdated] = useState(false);

  async function send(sent: Sent): Promise<ActionResult<Sent & { sync: SyncView }>> {
    const result = await write(syncId, sent.input, sent.over ?? version);
    if (result.ok) return { ok: true, data: { ...sent, sync: result.data } };
    setIsOutdated(result.error.code === "conflict" && syncId !== null && (await hasNewer(syncId)));
    return result;
  }

  /** Whether somebody has saved meanwhile, which the page tells once it knows. */
  async function hasNewer(id: string): Promise<boolean> {
    await queryClient.invalidateQueries({ queryKey: syncQuery(id).queryKey, exact: true });
    return (queryClient.getQueryData(syncQuery(id).queryKey)?.version ?? 0) > (version ?? 0);
  }

  function finish({ sync, draft: saved, andThen }: Sent & { sync: SyncView }) {
    queryClient.setQueryData(syncQuery(sync.id).queryKey, sync);
    queryClient.removeQueries({ queryKey: syncsQuery().queryKey, exact: true });
    // Before it is told to be saved: what was typed meanwhile is a change of the new sync, and of its version.
    if (syncId === null) onCreated(sync.id);
    dispatch({ type: "saved", draft: saved, version: sync.version });
    if (syncId === null) router.push(`/syncs/${sync.id}`);
    andThen?.();
  }

  const fail = () => setFailures((count) => count + 1);
  const { run, isPending, problem, clear } = useAction(send, finish, fail);

  /** What would be saved; null while something is in the way, which is told from now on. */
  function readReady(): SyncInput | null {
    const read = readNow();
    const isReady = read.ok && problems.length === 0;
    setHasTried(!isReady);
    if (!isReady) fail();
    clear();
    return isReady ? read.input : null;
  }

  const save: Save = (options = {}) => {
    const input = readReady();
    if (input) run({ ...options, draft, input });
  };

  function readNow() {
    return readDraft(draft, { timeZone: readBrowserTimeZone(), now: new Date() });
  }

  const read = hasTried ? readNow() : null;
  const errors = read && !read.ok ? read.errors : noErrors;
  // A row that isn't filled in is a problem of the mapping, too: it is told once.
  const told = hasTried && read?.ok ? problems : nothing;
  const refused = problem
    ? [{ message: problem.message, place: isOutdated ? placeOfNewer : findRefused(problem.fields) }]
    : nothing;
  const missing = Object.entries(errors).map(([path, message]) => ({ message, place: findPlace(path) }));
  return {
    save,
    readReady,
    isSaving: isPending,
    errors,
    failures,
    obstacles: tellOnce([...refused, ...missing, ...told]),
  };
}

function write(syncId: string | null, input: SyncInput, version: number | null) {
  if (syncId === null) return createSync(input);
  return updateSync({ syncId, input, ...(version === null ? {} : { version }) });
}

function findRefused(fields: Readonly<Record<string, string>> | undefined): Place | null {
  const [path] = Object.keys(fields ?? {});
  return path === undefined ? null : findPlace(path.replace(/^input\./, ""));
}
