import { ClipboardCheck } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { DraftCheckNote } from "./draft-check-note";
import type { Obstacle } from "./obstacle";
import { Obstacles } from "./obstacles";
import type { DraftCheck } from "./use-draft-check";

interface SaveBarProps {
  isNew: boolean;
  hasChanges: boolean;
  /** Whether unsaved changes outlive the page. */
  isKept: boolean;
  isSaving: boolean;
  /** What keeps the sync from being saved. */
  obstacles: readonly Obstacle[];
  /** How often something stood in the way. */
  failures: number;
  onDiscard: () => void;
  /** The check of all rows; null for a sync that isn't there yet. */
  check: DraftCheck | null;
}

/** Stays at the foot of the window: whether there is something to save, what is in the way, and the button. */
export function SaveBar(props: SaveBarProps) {
  const { isNew, hasChanges, isKept, isSaving, obstacles, failures, onDiscard, check } = props;
  const state = useRef<HTMLParagraphElement>(null);
  const had = useRef(hasChanges);

  // A button that has nothing left to do loses the focus, and the browser gives it to nobody.
  useEffect(() => {
    const isLost = document.activeElement?.matches("body, :disabled");
    if (had.current && !hasChanges && isLost) state.current?.focus({ preventScroll: true });
    had.current = hasChanges;
  }, [hasChanges]);

  return (
    <div className="sticky bottom-0 z-20 -mx-1 rounded-lg border bg-raised px-4 py-2.5 shadow-pop">
      <Obstacles obstacles={obstacles} failures={failures} />
      {/* Always there, so that what comes into it is read out. */}
      <div role="status" className="[&:not(:empty)]:mb-2">
        {check && hasChanges && <DraftCheckNote check={check} />}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p ref={state} tabIndex={-1} role="status" className="text-sm text-muted">
          {describeState(isNew, hasChanges, isKept)}
        </p>
        <div className="flex flex-wrap gap-2">
          {check && hasChanges && (
            <Button pending={check.isUnderWay} disabled={isSaving} onClick={check.start}>
              <ClipboardCheck aria-hidden />
              Check all rows
            </Button>
          )}
          {!isNew && (
            <Button variant="ghost" disabled={!hasChanges || isSaving} onClick={onDiscard}>
              Discard changes
            </Button>
          )}
          <Button type="submit" variant="primary" pending={isSaving} disabled={!isNew && !hasChanges}>
            {isNew ? "Create sync" : "Save changes"}
          </Button>
        </div>
      </div>
    </div>
  );
}

function describeState(isNew: boolean, hasChanges: boolean, isKept: boolean): string {
  if (!hasChanges) return isNew ? "Not saved yet." : "Everything is saved.";
  const state = isNew ? "Not saved yet" : "Unsaved changes";
  return isKept ? `${state}, kept in this browser.` : `${state}.`;
}
