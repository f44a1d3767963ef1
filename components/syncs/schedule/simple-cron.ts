/** Days as most schedules want them; what else a cron expression can say has to be written as one. */
export const simpleDays = [
  { days: "*", label: "Every day" },
  { days: "1-5", label: "Monday to Friday" },
  { days: "1", label: "Mondays" },
  { days: "2", label: "Tuesdays" },
  { days: "3", label: "Wednesdays" },
  { days: "4", label: "Thursdays" },
  { days: "5", label: "Fridays" },
  { days: "6", label: "Saturdays" },
  { days: "0", label: "Sundays" },
  { days: "first", label: "The first of the month" },
] as const;
export type SimpleDays = (typeof simpleDays)[number]["days"];

export interface SimpleCron {
  readonly days: SimpleDays;
  /** `HH:MM`, as a time field has it. */
  readonly time: string;
}

/** The expression as days and a time; null where it says something else. */
export function readSimpleCron(expression: string): SimpleCron | null {
  const match = /^\s*(\d{1,2})\s+(\d{1,2})\s+(\*|1)\s+\*\s+(\*|\d|1-5)\s*$/.exec(expression);
  if (!match) return null;
  const [, minute = "", hour = "", dayOfMonth, dayOfWeek = ""] = match;
  if (Number(minute) > 59 || Number(hour) > 23) return null;
  const isFirst = dayOfMonth === "1";
  if (isFirst && dayOfWeek !== "*") return null;
  const found = simpleDays.find(({ days }) => days === (isFirst ? "first" : dayOfWeek === "7" ? "0" : dayOfWeek));
  return found ? { days: found.days, time: `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}` } : null;
}

export function writeSimpleCron({ days, time }: SimpleCron): string {
  const [hour = "0", minute = "0"] = time.split(":");
  const when = days === "first" ? "1 * *" : `* * ${days}`;
  return `${Number(minute)} ${Number(hour)} ${when}`;
}
