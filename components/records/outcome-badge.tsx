import { Archive, CircleHelp, CirclePlus, Eraser, type LucideIcon, Pencil, SkipForward } from "lucide-react";
import { Badge, type Tone } from "@/components/ui/badge";
import type { RecordOutcome, WrittenOutcome } from "@/lib/api/records";

export const outcomeWords: Readonly<Record<RecordOutcome, string>> = {
  created: "Created",
  updated: "Updated",
  skipped: "Skipped",
  cleared: "Cleared",
  archived: "Archived",
  unconfirmed: "Unconfirmed",
};

export const outcomesOfRuns: readonly WrittenOutcome[] = ["created", "updated", "skipped", "cleared", "archived"];

const looks: Readonly<Record<RecordOutcome, { readonly icon: LucideIcon; readonly tone: Tone }>> = {
  created: { icon: CirclePlus, tone: "success" },
  updated: { icon: Pencil, tone: "info" },
  skipped: { icon: SkipForward, tone: "muted" },
  cleared: { icon: Eraser, tone: "warning" },
  archived: { icon: Archive, tone: "warning" },
  unconfirmed: { icon: CircleHelp, tone: "warning" },
};

/** What became of a row, or of a record. */
export function OutcomeBadge({ outcome }: { outcome: RecordOutcome }) {
  const { icon: Icon, tone } = looks[outcome];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden className="size-3" />
      {outcomeWords[outcome]}
    </Badge>
  );
}
