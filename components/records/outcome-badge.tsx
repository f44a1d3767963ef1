import { Archive, CirclePlus, Eraser, type LucideIcon, Pencil, SkipForward } from "lucide-react";
import { Badge, type Tone } from "@/components/ui/badge";
import type { WrittenOutcome } from "@/lib/api/records";

export const outcomeWords: Readonly<Record<WrittenOutcome, string>> = {
  created: "Created",
  updated: "Updated",
  skipped: "Skipped",
  cleared: "Cleared",
  archived: "Archived",
};

const looks: Readonly<Record<WrittenOutcome, { readonly icon: LucideIcon; readonly tone: Tone }>> = {
  created: { icon: CirclePlus, tone: "success" },
  updated: { icon: Pencil, tone: "info" },
  skipped: { icon: SkipForward, tone: "muted" },
  cleared: { icon: Eraser, tone: "warning" },
  archived: { icon: Archive, tone: "warning" },
};

/** What became of a row, or of a record. */
export function OutcomeBadge({ outcome }: { outcome: WrittenOutcome }) {
  const { icon: Icon, tone } = looks[outcome];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden className="size-3" />
      {outcomeWords[outcome]}
    </Badge>
  );
}
