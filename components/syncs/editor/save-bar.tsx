import { CircleAlert, ClipboardCheck } from "lucide-react";
import { showCode } from "@/components/ui/backticked";
import { Button } from "@/components/ui/button";
import { DraftCheckNote } from "./draft-check-note";
import type { DraftCheck } from "./use-draft-check";

interface SaveBarProps {
  isNew: boolean;
  hasChanges: boolean;
  isSaving: boolean;
  /** What keeps the sync from being saved, each in a sentence. */
  obstacles: readonly string[];
  onDiscard: () => void;
  /** The check of all rows; null for a sync that isn't there yet. */
  check: DraftCheck | null;
}

/** Stays at the foot of the window: whether there is something to save, what is in the way, and the button. */
export function SaveBar({ isNew, hasChanges, isSaving, obstacles, onDiscard, check }: SaveBarProps) {
  return (
    <div className="sticky bottom-0 z-20 -mx-1 rounded-lg border bg-raised px-4 py-2.5 shadow-pop">
      {obstacles.length > 0 && <Obstacles messages={obstacles} />}
      {/* Always there, so that what comes into it is read out. */}
      <div role="status" className="[&:not(:empty)]:mb-2">
        {check && hasChanges && <DraftCheckNote check={check} />}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="text-sm text-muted">
          {describeState(isNew, hasChanges)}
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

function describeState(isNew: boolean, hasChanges: boolean): string {
  if (isNew) return "Not saved yet.";
  return hasChanges ? "Unsaved changes." : "Everything is saved.";
}

const shown = 3;

function Obstacles({ messages }: { messages: readonly string[] }) {
  return (
    <ul role="alert" className="mb-2 grid gap-0.5 text-sm text-danger">
      {messages.slice(0, shown).map((message) => (
        <li key={message} className="flex items-start gap-1.5">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 wrap-anywhere">{showCode(message)}</span>
        </li>
      ))}
      {messages.length > shown && (
        <li className="pl-5.5">And {messages.length - shown} more, at their places above.</li>
      )}
    </ul>
  );
}
