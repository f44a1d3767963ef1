import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Time } from "@/components/ui/time";

interface RestoredNoteProps {
  at: Date;
  onDiscard: () => void;
}

/** Says that the page shows changes that were made earlier and never saved. */
export function RestoredNote({ at, onDiscard }: RestoredNoteProps) {
  const discard = (
    <Button size="sm" onClick={onDiscard}>
      Discard them
    </Button>
  );
  return (
    <Callout title="Your unsaved changes are back" isAnnounced action={discard}>
      Made <Time at={at.toISOString()} format="datetime" />, and kept in this browser alone. Save them, or discard them.
    </Callout>
  );
}
