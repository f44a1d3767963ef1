import { type Dispatch, useCallback, useEffect, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import {
  canKeep,
  dropDraft,
  editAt,
  keepDraft,
  leaveDraft,
  moveDraft,
  readDraftAt,
  showDraft,
} from "../draft/draft-places";
import { type Edit, type Editing, hasChanges } from "../draft/edit-draft";
import { isSameDraft, type SyncDraft } from "../draft/sync-draft";

const WAIT_MS = 300;

export interface KeptDraftState {
  /** When the changes were made that this page has brought back; null where it shows none that it brought back. */
  readonly restoredAt: Date | null;
  /** False where the browser refuses to keep anything, or has no room left: whoever leaves then loses the changes. */
  readonly isKept: boolean;
  /** Edits the draft when an answer or a notice comes late: on the page that is there then, or in what is kept of it. */
  readonly editLate: Dispatch<Edit>;
  /** Keeps what isn't saved below another place from now on, whose page comes next and brings it back. */
  readonly moveTo: (place: string) => void;
}

/**
 * Keeps unsaved changes of `what` in this browser, below `place`, until they are saved or discarded, and brings them
 * back. To leave the page is neither, and says that they are kept.
 */
export function useKeptDraft(place: string, what: string, editing: Editing, dispatch: Dispatch<Edit>): KeptDraftState {
  const [savedAtFirst] = useState(editing.saved);
  const [restoredAt, setRestoredAt] = useState<Date | null>(null);
  const [isKept, setIsKept] = useState(true);
  const restored = useRef<SyncDraft | null>(null);
  const hadChanges = useRef(false);
  const isChanged = hasChanges(editing);
  const at = useRef(place);
  const latest = useRef({ what, isChanged });
  /** Keeps the last change; null where there is none, or only what was brought back, which is kept as it was. */
  const keep = useRef<(() => boolean) | null>(null);

  // The router is the outside system: it takes the page away without a word, and maybe before the last change is kept.
  useEffect(
    () => () => {
      leaveDraft(at.current, dispatch);
      if (!latest.current.isChanged) return;
      const hasKept = keep.current?.() ?? true;
      if (hasKept && at.current !== place) return;
      tellLeft(latest.current.what, hasKept);
    },
    [place, dispatch],
  );

  // The browser's storage is the outside system; the server doesn't have it, so that it is read once the page is there.
  useEffect(() => {
    const kept = readDraftAt(place);
    if (kept === null) {
      setIsKept(canKeep());
      return;
    }
    if (isSameDraft(kept.draft, savedAtFirst)) {
      dropDraft(place);
      return;
    }
    restored.current = kept.draft;
    dispatch({ type: "restore", kept });
    setRestoredAt(kept.savedAt);
  }, [place, savedAtFirst, dispatch]);

  useEffect(() => {
    latest.current = { what, isChanged };
    showDraft(at.current, editing, dispatch);
  }, [what, isChanged, editing, dispatch]);

  useEffect(() => {
    if (!isChanged) {
      keep.current = null;
      if (!hadChanges.current) return;
      dropDraft(at.current);
      hadChanges.current = false;
      restored.current = null;
      setRestoredAt(null);
      return;
    }
    hadChanges.current = true;
    // What was only brought back keeps its time.
    if (editing.draft === restored.current) return;
    const changedAt = new Date();
    keep.current = () => keepDraft(at.current, editing, changedAt);
    const write = () => setIsKept(keepDraft(at.current, editing, changedAt));
    const timer = setTimeout(write, WAIT_MS);
    window.addEventListener("pagehide", write);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", write);
    };
  }, [editing, isChanged]);

  const editLate = useCallback((action: Edit) => editAt(at.current, action), []);

  const moveTo = useCallback((next: string) => {
    moveDraft(at.current, next);
    at.current = next;
  }, []);

  // What was typed while the changes that were brought back were being saved is none of them.
  const isRestored = isChanged && editing.saved === savedAtFirst;
  return { restoredAt: isRestored ? restoredAt : null, isKept, editLate, moveTo };
}

function tellLeft(what: string, isKept: boolean): void {
  if (isKept) {
    toast.success(`Your changes to ${what} are kept in this browser`, {
      description: "They aren’t saved yet. Open it again to go on.",
    });
    return;
  }
  toast.error(`Your changes to ${what} are dropped`, {
    description: "They weren’t saved, and this browser couldn’t keep them.",
  });
}
