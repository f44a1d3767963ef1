import { Braces, CalendarClock, type LucideIcon, MousePointerClick, RotateCw, Upload } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { RunTrigger } from "@/lib/api/run-status";

const looks: Record<RunTrigger, { readonly word: string; readonly icon: LucideIcon }> = {
  manual: { word: "Manual", icon: MousePointerClick },
  schedule: { word: "Schedule", icon: CalendarClock },
  api: { word: "API", icon: Braces },
  retry: { word: "Retry", icon: RotateCw },
  upload: { word: "Upload", icon: Upload },
};

/** What made a run happen. */
export function TriggerBadge({ trigger }: { trigger: RunTrigger }) {
  const { word, icon: Icon } = looks[trigger];
  return (
    <Badge>
      <Icon aria-hidden className="size-3" />
      {word}
    </Badge>
  );
}
