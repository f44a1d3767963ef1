import cronstrue from "cronstrue";
import { describeInterval } from "../api/describe-interval";
import type { AfterEnd, Schedule } from "../api/syncs";

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

/** A cron expression in words; an unreadable one comes back as it is. */
function describeCron(expression: string): string {
  try {
    return cronstrue.toString(expression, { use24HourTimeFormat: true });
  } catch {
    return expression;
  }
}
