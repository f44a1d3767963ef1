import { Cron } from "croner";
import { AppError } from "@/lib/errors";

/** When a cron expression, with or without `TZ=Europe/Berlin` before it, fires next; null where it never does. */
export function findNextFireTime(expression: string, after: Date): Date | null {
  const [, timezone, pattern] = /^TZ=(\S+)\s+(.+)$/.exec(expression) ?? [];
  try {
    return new Cron(pattern ?? expression, { timezone: timezone ?? "UTC", mode: "5-part", paused: true }).nextRun(
      after,
    );
  } catch (cause) {
    throw new AppError(
      "invalid_input",
      `"${expression}" is no cron expression of five fields with a known time zone.`,
      {
        cause,
      },
    );
  }
}
