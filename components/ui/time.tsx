"use client";

import { cn } from "./cn";
import { formatRelative, formatTime, formatUtc, type TimeFormat } from "./format-time";
import { useClock } from "./use-clock";

interface TimeProps {
  /** An ISO string, or a Date from the server. */
  at: string | Date;
  /** `relative` counts on by itself: "4 min ago", "in 3 h". */
  format?: TimeFormat | "relative" | undefined;
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
    const width = format === "relative" ? "00 min ago" : formatTime(moment, format, moment, "UTC");
    return (
      <time dateTime={moment.toISOString()} title={utc} className={cn("invisible whitespace-nowrap", className)}>
        {width}
      </time>
    );
  }
  const now = new Date(clock);
  const local = formatTime(moment, "datetime", now);
  const isRelative = format === "relative";
  return (
    <time
      dateTime={moment.toISOString()}
      title={isRelative ? `${local} · ${utc}` : utc}
      className={cn("whitespace-nowrap", className)}
    >
      {isRelative ? formatRelative(moment, now) : formatTime(moment, format, now)}
    </time>
  );
}
