import type { RunListItem } from "@/lib/api/runs";

/** Due syncs are looked for every minute: what starts within three of them is in time. */
const IN_TIME_MS = 3 * 60_000;

/** True of a run whose schedule wanted it noticeably earlier. */
export function isLate({ dueAt, missedDueTimes, requestedAt }: LatenessFacts): boolean {
  if (dueAt === null) return false;
  return missedDueTimes > 0 || Date.parse(requestedAt) - Date.parse(dueAt) > IN_TIME_MS;
}

type LatenessFacts = Pick<RunListItem, "dueAt" | "missedDueTimes" | "requestedAt">;

/** More than these aren't counted. */
const MOST_COUNTED = 999;

/** `2 due times were missed`, or null where none was. */
export function describeMissed(missedDueTimes: number): string | null {
  if (missedDueTimes === 0) return null;
  if (missedDueTimes === 1) return "1 due time was missed";
  return `${missedDueTimes}${missedDueTimes >= MOST_COUNTED ? " or more" : ""} due times were missed`;
}
