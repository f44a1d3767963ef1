import { ClipboardCheck } from "lucide-react";
import { Badge } from "@/components/ui/badge";

/** Marks a run that planned and sent nothing, wherever it stands among others. */
export function DryRunBadge() {
  return (
    <Badge tone="accent">
      <ClipboardCheck aria-hidden className="size-3" />
      Dry run
    </Badge>
  );
}
