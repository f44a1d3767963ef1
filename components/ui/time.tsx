"use client";

import { cn } from "./cn";
import { formatElapsed, formatRelative, formatTime, formatUtc, type TimeFormat } from "./format-time";
import { useClock } from "./use-clock";

interface TimeProps {
  /** An ISO string, or a Date from the server. */
  at: string | Date;
  /** `relative` and `elapsed` count on by themselves: "4 min ago", "in 3 h"; "4 min", after "open for". */
  format?: TimeFormat | "relative" | "elapsed" | undefined;
  className?: string | undefined;
}

/**
 * A moment in the viewer's zone, UTC on hover. The server doesn't know that zone, so its HTML holds the place with
 * invisible text of the same width, and the page neither shows a wrong hour nor jumps.
 */
export function Time({ at, format = "datetime", className }: TimeProps) {
  const clock = useClock();
  const moment = typeof at === "string" ? new Date(at) : at;
  const utc = formatUtc(moment);

  if (clock === null) {
    const width = isCounting(format) ? "00 min ago" : formatTime(moment, format, moment, "UTC");
    return (
      <time dateTime={moment.toISOString()} title={utc} className={cn("invisible whitespace-nowrap", className)}>
        {width}
      </time>
    );
  }
  const now = new Date(clock);
  const local = formatTime(moment, "datetime", now);
  return (
    <time
      dateTime={moment.toISOString()}
      title={isCounting(format) ? `${local} · ${utc}` : utc}
      className={cn("whitespace-nowrap", className)}
    >
      {formatAs(format, moment, now)}
    </time>
  );
}

function isCounting(format: NonNullable<TimeProps["format"]>): format is "relative" | "elapsed" {
  return format === "relative" || format === "elapsed";
}

function formatAs(format: NonNullable<TimeProps["format"]>, at: Date, now: Date): string {
  if (format === "relative") return formatRelative(at, now);
  return format === "elapsed" ? formatElapsed(at, now) : formatTime(at, format, now);
}
