import type { Dispatch } from "react";
import { type Edit, type Editing, edit, hasChanges, isPreviewStale } from "./edit-draft";
import { type KeptDraft, readKept, writeKept } from "./kept-draft";

/** What an editor of this tab shows, or showed when it was left: then nobody is there to be told of an edit. */
interface Shown {
  readonly editing: Editing;
  readonly dispatch: Dispatch<Edit> | null;
}

const PROBE = "sluice:probe";
const shownAt = new Map<string, Shown>();

export function showDraft(place: string, editing: Editing, dispatch: Dispatch<Edit>): void {
  shownAt.set(place, { editing, dispatch });
}

export function leaveDraft(place: string, dispatch: Dispatch<Edit>): void {
  const shown = shownAt.get(place);
  if (shown?.dispatch === dispatch) shownAt.set(place, { ...shown, dispatch: null });
}

/** Edits a draft on the page that shows it now, or in what is kept of it while none does. */
export function editAt(place: string, action: Edit): void {
  const shown = shownAt.get(place);
  if (shown === undefined) return;
  if (shown.dispatch) {
    shown.dispatch(action);
    return;
  }
  const editing = edit(shown.editing, action);
  shownAt.set(place, { editing, dispatch: null });
  if (hasChanges(editing)) keepDraft(place, editing, new Date());
  else dropDraft(place);
}

/** The draft is another one's from now on: nothing of it stays where it was. */
export function moveDraft(from: string, to: string): void {
  const shown = shownAt.get(from);
  if (shown) shownAt.set(to, shown);
  shownAt.delete(from);
  dropDraft(from);
}

// A browser may refuse its storage, or have no room left: then nothing is kept, and all else works as it does.

export function readDraftAt(place: string): KeptDraft | null {
  try {
    return readKept(window.localStorage.getItem(place), new Date());
  } catch {
    return null;
  }
}

/** False where the browser doesn't keep it: an older one isn't kept in its place, either. */
export function keepDraft(place: string, editing: Editing, savedAt: Date): boolean {
  const { draft, version } = editing;
  const isWritten = writeItem(place, writeKept({ savedAt, version, isPreviewed: !isPreviewStale(editing), draft }));
  if (!isWritten) dropDraft(place);
  return isWritten;
}

export function dropDraft(place: string): void {
  try {
    window.localStorage.removeItem(place);
  } catch {
    // There is nothing to remove where nothing can be kept.
  }
}

/** Whether the browser keeps anything at all, before there is something to keep. */
export function canKeep(): boolean {
  const isWritten = writeItem(PROBE, "1");
  dropDraft(PROBE);
  return isWritten;
}

function writeItem(key: string, text: string): boolean {
  try {
    window.localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
