export type TimeFormat = "datetime" | "date" | "time" | "seconds";

const options: Readonly<Record<TimeFormat, Intl.DateTimeFormatOptions>> = {
  datetime: { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  date: { month: "short", day: "numeric", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  seconds: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
};

/** The moment in a zone's wall time; without a zone, the machine's own. `datetime` names the year only if it isn't this one. */
export function formatTime(at: Date, format: TimeFormat, now: Date, timeZone?: string): string {
  const isOtherYear = format === "datetime" && at.getUTCFullYear() !== now.getUTCFullYear();
  return at.toLocaleString("en-US", {
    ...options[format],
    ...(isOtherYear ? { year: "numeric" } : {}),
    ...(timeZone ? { timeZone } : {}),
  });
}

/** `Nov 23`: a day of UTC that stands beside others of its year. */
export function formatDay(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleString("en-US", { month: "short", day: "numeric", timeZone: "UTC" });
}

/** `2026-11-23 13:24:05 UTC` */
export function formatUtc(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const steps = [
  { below: hour, unit: minute, name: "min" },
  { below: day, unit: hour, name: "h" },
  { below: 30 * day, unit: day, name: "d" },
  { below: 365 * day, unit: 30 * day, name: "mo" },
  { below: Number.POSITIVE_INFINITY, unit: 365 * day, name: "y" },
] as const;

// What has just happened on the server may lie ahead of a page's clock, which ticks every few seconds.
const clocksDifferBy = 10_000;

/** `just now`, `4 min ago`, `in 3 h`: always rounded down, so that "in 1 h" is never early. */
export function formatRelative(at: Date, now: Date): string {
  const distance = Math.abs(now.getTime() - at.getTime());
  const isPast = at.getTime() <= now.getTime() + clocksDifferBy;
  const step = steps.find(({ below }) => distance < below);
  if (distance < minute || !step) return isPast ? "just now" : "in a moment";
  const amount = `${Math.floor(distance / step.unit)} ${step.name}`;
  return isPast ? `${amount} ago` : `in ${amount}`;
}

/** For how long it has been so: `less than a minute`, `4 min`, `3 h`, rounded down. */
export function formatElapsed(since: Date, now: Date): string {
  const distance = Math.max(0, now.getTime() - since.getTime());
  const step = steps.find(({ below }) => distance < below);
  return distance < minute || !step ? "less than a minute" : `${Math.floor(distance / step.unit)} ${step.name}`;
}

/** `840 ms`, `12.4 s`, `3 m 45 s`, `2 h 05 m`, `3 d 4 h`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  if (durationMs < minute) return `${(Math.floor(durationMs / 100) / 10).toFixed(1)} s`;
  if (durationMs < hour)
    return `${Math.floor(durationMs / minute)} m ${pad(Math.floor((durationMs % minute) / 1000))} s`;
  if (durationMs < day) return `${Math.floor(durationMs / hour)} h ${pad(Math.floor((durationMs % hour) / minute))} m`;
  return `${Math.floor(durationMs / day)} d ${Math.floor((durationMs % day) / hour)} h`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
