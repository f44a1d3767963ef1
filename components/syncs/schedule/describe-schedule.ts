import type { Schedule } from "@/lib/api/syncs";
import { describeCron } from "./read-cron";

/** A schedule in plain words; the time zone only where it matters. */
export function describeSchedule(schedule: Schedule, timeZone: string): string {
  switch (schedule.kind) {
    case "manual":
      return "Only when somebody starts it";
    case "interval":
      return describeInterval(schedule.minutes);
    case "cron":
      return `${describeCron(schedule.expression)} (${timeZone})`;
    default:
      return schedule satisfies never;
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
