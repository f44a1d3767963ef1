import { type Dispatch, useCallback, useEffect, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import { type Edit, type Editing, edit, hasChanges, isPreviewStale } from "../draft/edit-draft";
import { readKept, writeKept } from "../draft/kept-draft";
import { isSameDraft, type SyncDraft } from "../draft/sync-draft";

const WAIT_MS = 300;

export interface KeptDraftState {
  /** When the changes were made that this page has brought back; null where it has brought back none. */
  readonly restoredAt: Date | null;
  /** False where the browser refuses to keep anything, or has no room left: whoever leaves then loses the changes. */
  readonly isKept: boolean;
  /** Takes something back: on the page, or in what is kept of it once somebody has left. */
  readonly takeBack: Dispatch<Edit>;
}

/**
 * Keeps unsaved changes of `what` in this browser, below `place`, until they are saved or discarded, and brings them
 * back. To leave the page is neither, and says that they are kept.
 */
export function useKeptDraft(place: string, what: string, editing: Editing, dispatch: Dispatch<Edit>): KeptDraftState {
  const [restoredAt, setRestoredAt] = useState<Date | null>(null);
  const [isKept, setIsKept] = useState(true);
  const restored = useRef<SyncDraft | null>(null);
  const hadChanges = useRef(false);
  const atFirst = useRef(editing);
  const latest = useRef({ editing, what, isKept });
  const hasLeft = useRef(false);
  const isChanged = hasChanges(editing);

  // The router is the outside system: it takes the page away without a word. Stands first, since what follows asks for it.
  useEffect(() => {
    hasLeft.current = false;
    return () => {
      hasLeft.current = true;
      if (!latest.current.isKept || !hasChanges(latest.current.editing)) return;
      toast.success(`Your changes to ${latest.current.what} are kept in this browser`, {
        description: "They aren’t saved yet. Open it again to go on.",
      });
    };
  }, []);

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
    latest.current = { editing, what, isKept };
  }, [editing, what, isKept]);

  useEffect(() => {
    if (!isChanged) {
      if (!hadChanges.current) return;
      removeItem(place);
      hadChanges.current = false;
      restored.current = null;
      return;
    }
    hadChanges.current = true;
    // What was only brought back keeps its time.
    if (editing.draft === restored.current) return;
    const changedAt = new Date();
    const write = () => setIsKept(writeItem(place, spellKept(editing, changedAt)));
    const timer = setTimeout(write, WAIT_MS);
    window.addEventListener("pagehide", write);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", write);
      // Of the last change before somebody leaves nothing else would be written.
      if (hasLeft.current) write();
    };
  }, [place, editing, isChanged]);

  const takeBack = useCallback(
    (action: Edit) => {
      if (hasLeft.current) writeItem(place, spellKept(edit(latest.current.editing, action), new Date()));
      else dispatch(action);
    },
    [place, dispatch],
  );

  return { restoredAt: isChanged ? restoredAt : null, isKept, takeBack };
}

function spellKept(editing: Editing, savedAt: Date): string {
  const { draft, version } = editing;
  return writeKept({ savedAt, version, isPreviewed: !isPreviewStale(editing), draft });
}

// A browser may refuse its storage, or have no room left: then nothing is kept, and all else works as it does.
function readItem(place: string): string | null {
  try {
    return window.localStorage.getItem(place);
  } catch {
    return null;
  }
}

function writeItem(place: string, text: string): boolean {
  try {
    window.localStorage.setItem(place, text);
    return true;
  } catch {
    removeItem(place);
    return false;
  }
}

function removeItem(place: string): void {
  try {
    window.localStorage.removeItem(place);
  } catch {
    // There is nothing to remove where nothing can be kept.
  }
}
