import type { SyncView } from "@/lib/api/syncs";

interface ScheduleWordsProps {
  sync: Pick<SyncView, "schedule" | "scheduleWords">;
  className?: string | undefined;
}

/** When a sync runs, in plain words; the cron expression itself on hover. */
export function ScheduleWords({ sync: { schedule, scheduleWords }, className }: ScheduleWordsProps) {
  return (
    <span className={className} title={schedule.kind === "cron" ? schedule.expression : undefined}>
      {scheduleWords}
    </span>
  );
}
