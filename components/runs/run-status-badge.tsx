import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleSlash,
  CircleX,
  Hand,
  LoaderCircle,
  type LucideIcon,
  ShieldX,
  TriangleAlert,
} from "lucide-react";
import type { Tone } from "@/components/ui/badge";
import { StatusBadge } from "@/components/ui/status-badge";
import { isRunLive, type RunStatus } from "@/lib/api/run-status";

export interface RunStatusLook {
  readonly word: string;
  readonly tone: Tone;
  readonly icon: LucideIcon;
}

/** How a run's status is said and shown, everywhere. No two of those that have ended share a shape. */
export const runStatusLooks: Readonly<Record<RunStatus, RunStatusLook>> = {
  queued: { word: "Queued", tone: "muted", icon: CircleDashed },
  preparing: { word: "Preparing", tone: "info", icon: LoaderCircle },
  planning: { word: "Planning", tone: "info", icon: LoaderCircle },
  delivering: { word: "Delivering", tone: "info", icon: LoaderCircle },
  held: { word: "Waiting for approval", tone: "warning", icon: Hand },
  waiting: { word: "Waiting", tone: "warning", icon: CirclePause },
  finishing: { word: "Finishing", tone: "info", icon: LoaderCircle },
  cancelling: { word: "Cancelling", tone: "muted", icon: LoaderCircle },
  completed: { word: "Completed", tone: "success", icon: CircleCheck },
  completed_with_rejects: { word: "Completed with rejects", tone: "warning", icon: TriangleAlert },
  failed: { word: "Failed", tone: "danger", icon: CircleX },
  stopped: { word: "Stopped by a guard", tone: "muted", icon: ShieldX },
  cancelled: { word: "Cancelled", tone: "muted", icon: CircleSlash },
};

export function RunStatusBadge({ status, className }: { status: RunStatus; className?: string | undefined }) {
  const { word, tone, icon } = runStatusLooks[status];
  return (
    <StatusBadge tone={tone} icon={icon} isLive={isRunLive(status)} className={className}>
      {word}
    </StatusBadge>
  );
}
