import { Cron } from "croner";
import type { Schedule } from "../api/syncs";
import { AppError, messageOf } from "../errors";

/**
 * When a schedule fires next after `from`; null for one that only people start. An interval counts from `anchor`, its
 * last due time: counted from the look that found it due, it would fall behind with every look. Throws `invalid_input`
 * for a bad cron.
 */
export function nextFireTime(schedule: Schedule, timeZone: string, from: Date, anchor = from): Date | null {
  switch (schedule.kind) {
    case "manual":
    // It is due when a run of the other sync has ended: no clock can tell.
    case "after":
      return null;
    case "interval":
      return addIntervals(schedule.minutes * 60_000, from.getTime(), anchor.getTime());
    case "cron":
      return findNextRun(schedule.expression, timeZone, from);
    default:
      return schedule satisfies never;
  }
}

export interface DueTimes {
  /** A thousand at the most are counted. */
  readonly times: number;
  /** The latest that was counted. */
  readonly last: Date;
}

const MOST_COUNTED = 1_000;

/** A schedule's due times from `first`, which has come, until `now`. */
export function countDueTimes(schedule: Schedule, timeZone: string, first: Date, now: Date): DueTimes {
  let times = 1;
  let last = first;
  while (times < MOST_COUNTED) {
    const next = nextFireTime(schedule, timeZone, last);
    if (!next || next > now) break;
    times += 1;
    last = next;
  }
  return { times, last };
}

/** The first of the interval's times after `from`: those that were missed stay missed. */
function addIntervals(intervalMs: number, from: number, anchor: number): Date {
  const passed = Math.floor((from - anchor) / intervalMs);
  return new Date(anchor + (passed + 1) * intervalMs);
}

function findNextRun(expression: string, timeZone: string, from: Date): Date {
  const next = readCron(expression, timeZone).nextRun(from);
  if (next) return next;
  throw new AppError("invalid_input", `The time of “${expression}” never comes. Choose days that the months have.`);
}

function readCron(expression: string, timeZone: string): Cron {
  if (expression.split(/\s+/).length !== 5) {
    throw new AppError(
      "invalid_input",
      `A schedule has five fields, such as 0 7 * * 1-5; “${expression}” has another number.`,
    );
  }
  try {
    return new Cron(expression, { timezone: timeZone, paused: true });
  } catch (error) {
    throw new AppError("invalid_input", `“${expression}” is not a schedule: ${messageOf(error)}`, { cause: error });
  }
}

/** Refuses what can't be a time zone. */
export function requireTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch (error) {
    throw new AppError("invalid_input", `${timeZone} is not a time zone. Choose one such as America/Sao_Paulo.`, {
      cause: error,
    });
  }
}
