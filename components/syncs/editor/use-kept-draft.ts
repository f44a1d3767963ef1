import { type Dispatch, useEffect, useRef, useState } from "react";
import { type Edit, type Editing, hasChanges, isPreviewStale } from "../draft/edit-draft";
import { readKept, writeKept } from "../draft/kept-draft";
import { isSameDraft, type SyncDraft } from "../draft/sync-draft";

const WAIT_MS = 300;

export interface KeptDraftState {
  /** When the changes were made that this page has brought back; null where it has brought back none. */
  readonly restoredAt: Date | null;
  /** Drops what is kept, for whoever leaves without it. */
  readonly forget: () => void;
}

/** Keeps unsaved changes in this browser, below `place`, until they are saved or discarded, and brings them back. */
export function useKeptDraft(place: string, editing: Editing, dispatch: Dispatch<Edit>): KeptDraftState {
  const [restoredAt, setRestoredAt] = useState<Date | null>(null);
  const restored = useRef<SyncDraft | null>(null);
  const hadChanges = useRef(false);
  const atFirst = useRef(editing);
  const isChanged = hasChanges(editing);

  // The browser's storage is the outside system; the server doesn't have it, so that it is read once the page is there.
  useEffect(() => {
    const kept = readKept(readItem(place), new Date());
    if (kept === null) return;
    if (isSameDraft(kept.draft, atFirst.current.saved)) {
      removeItem(place);
      return;
    }
    restored.current = kept.draft;
    dispatch({ type: "restore", kept });
    setRestoredAt(kept.savedAt);
  }, [place, dispatch]);

  useEffect(() => {
    const { draft, version } = editing;
    if (!isChanged) {
      if (hadChanges.current) removeItem(place);
      hadChanges.current = false;
      return;
    }
    hadChanges.current = true;
    // What was only brought back keeps its time.
    if (draft === restored.current) return;
    const write = () =>
      writeItem(place, writeKept({ savedAt: new Date(), version, isPreviewed: !isPreviewStale(editing), draft }));
    const timer = setTimeout(write, WAIT_MS);
    window.addEventListener("pagehide", write);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", write);
    };
  }, [place, editing, isChanged]);

  return { restoredAt: isChanged ? restoredAt : null, forget: () => removeItem(place) };
}

// A browser may refuse its storage, or have no room left: then nothing is kept, and all else works as it does.
function readItem(place: string): string | null {
  try {
    return window.localStorage.getItem(place);
  } catch {
    return null;
  }
}

function writeItem(place: string, text: string): void {
  try {
    window.localStorage.setItem(place, text);
  } catch {
    removeItem(place);
  }
}

function removeItem(place: string): void {
  try {
    window.localStorage.removeItem(place);
  } catch {
    // There is nothing to remove where nothing can be kept.
  }
}
