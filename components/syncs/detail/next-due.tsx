import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import type { Schedule } from "@/lib/api/syncs";

interface NextDueProps {
  pausedAt: string | null;
  nextDueAt: string | null;
  schedule: Schedule;
}

/** When the schedule starts the next run: a moment, never, or not before somebody resumes it. */
export function NextDue({ pausedAt, nextDueAt, schedule }: NextDueProps) {
  if (pausedAt !== null) return <Badge tone="muted">Paused</Badge>;
  if (schedule.kind === "after") {
    return nextDueAt === null ? <span className="text-muted">After the other sync</span> : "Within a minute";
  }
  if (nextDueAt === null) return <span className="text-faint">None planned</span>;
  return <Time at={nextDueAt} />;
}
