import { CircleAlert } from "lucide-react";
import { formatTime, formatUtc } from "@/components/ui/format-time";
import { useClock } from "@/components/ui/use-clock";
import { readBrowserTimeZone } from "../schedule/browser-time-zone";
import { readCron } from "../schedule/read-cron";

const count = 5;

interface FireTimesProps {
  expression: string;
  timeZone: string;
}

/** What a cron expression means: in words, and its next fire times by the clock of its zone and by the viewer's. */
export function FireTimes({ expression, timeZone }: FireTimesProps) {
  const clock = useClock();
  if (clock === null) return null;
  const now = new Date(clock);
  const reading = readCron(expression, timeZone, now, count);
  if (!reading.ok) {
    return (
      <p role="status" className="flex items-start gap-1.5 text-xs text-danger">
        <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
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
