import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";

interface NextDueProps {
  pausedAt: string | null;
  nextDueAt: string | null;
}

/** When the schedule starts the next run: a moment, never, or not before somebody resumes it. */
export function NextDue({ pausedAt, nextDueAt }: NextDueProps) {
  if (pausedAt !== null) return <Badge tone="muted">Paused</Badge>;
  if (nextDueAt === null) return <span className="text-faint">None planned</span>;
  return <Time at={nextDueAt} />;
}
