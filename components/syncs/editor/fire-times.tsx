import { formatTime, formatUtc } from "@/components/ui/format-time";
import { readBrowserTimeZone } from "../schedule/browser-time-zone";
import type { CronReading } from "../schedule/read-cron";

interface FireTimesProps {
  reading: CronReading;
  now: Date;
  timeZone: string;
}

/** What a cron expression means: in words, and its next fire times by the clock of its zone and by the viewer's. */
export function FireTimes({ reading, now, timeZone }: FireTimesProps) {
  if (!reading.ok) {
    // It stands at the field that it is about; here it is only read out as it is typed.
    return (
      <p role="status" className="sr-only">
        {reading.message}
      </p>
    );
  }
  const viewerTimeZone = readBrowserTimeZone();
  return (
    <div>
      <p role="status" className="font-medium">
        {reading.words}
      </p>
      <ol aria-label="Next fire times" className="mt-1.5 grid gap-0.5 text-xs text-muted">
        {reading.times.map((time) => (
          <li key={time.getTime()}>
            <time dateTime={time.toISOString()} title={formatUtc(time)}>
              <span className="text-ink">{formatFireTime(time, now, timeZone)}</span>
              {viewerTimeZone !== timeZone && ` · ${formatFireTime(time, now, viewerTimeZone)} where you are`}
            </time>
          </li>
        ))}
      </ol>
    </div>
  );
}

function formatFireTime(time: Date, now: Date, timeZone: string): string {
  const weekday = time.toLocaleString("en-US", { weekday: "short", timeZone });
  return `${weekday} ${formatTime(time, "datetime", now, timeZone)}`;
}
