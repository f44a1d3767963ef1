import { describeSchedule } from "@/components/syncs/schedule/describe-schedule";
import type { Schedule } from "@/lib/api/syncs";

interface ScheduleWordsProps {
  schedule: Schedule;
  timeZone: string;
  /** Of a schedule after another sync: its name, null where that was deleted. */
  afterName: string | null;
  className?: string | undefined;
}

/** When a sync runs, in plain words; the cron expression itself on hover. */
export function ScheduleWords({ schedule, timeZone, afterName, className }: ScheduleWordsProps) {
  return (
    <span className={className} title={schedule.kind === "cron" ? schedule.expression : undefined}>
      {describeSchedule(schedule, timeZone, afterName)}
    </span>
  );
}
