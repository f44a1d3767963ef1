import type { AfterEnd, Schedule } from "@/lib/api/syncs";
import { describeCron } from "./read-cron";

/**
 * A schedule in plain words; the time zone only where it matters. `afterName` is the sync that it runs after, null where
 * that was deleted.
 */
export function describeSchedule(schedule: Schedule, timeZone: string, afterName: string | null = null): string {
  switch (schedule.kind) {
    case "manual":
      return "Only when somebody starts it";
    case "interval":
      return describeInterval(schedule.minutes);
    case "cron":
      return `${describeCron(schedule.expression)} (${timeZone})`;
    case "after":
      return `After ${afterName ?? "a sync that was deleted"} ${describeEnd(schedule.on)}`;
    default:
      return schedule satisfies never;
  }
}

function describeEnd(on: AfterEnd): string {
  switch (on) {
    case "clean":
      return "has completed without rejects";
    case "completed":
      return "has completed";
    case "ended":
      return "has ended, however it did";
    default:
      return on satisfies never;
  }
}

const units = [
  { minutes: 10_080, one: "week", many: "weeks" },
  { minutes: 1_440, one: "day", many: "days" },
  { minutes: 60, one: "hour", many: "hours" },
  { minutes: 1, one: "minute", many: "minutes" },
] as const;

export function describeInterval(minutes: number): string {
  const unit = units.find((candidate) => minutes % candidate.minutes === 0);
  if (unit === undefined) return `Every ${minutes} minutes`;
  const count = minutes / unit.minutes;
  return count === 1 ? `Every ${unit.one}` : `Every ${count} ${unit.many}`;
}
