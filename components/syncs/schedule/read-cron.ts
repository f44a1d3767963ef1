import { Cron } from "croner";
import cronstrue from "cronstrue";

/** A cron expression in words and instants, or what is wrong with it. */
export type CronReading =
  | { readonly ok: true; readonly words: string; readonly times: readonly Date[] }
  | { readonly ok: false; readonly at: "expression" | "timeZone"; readonly message: string };

const fieldNames = "minute, hour, day of the month, month and day of the week";

/** Reads five fields in a time zone: the words, and the next `count` instants after `from`. Never throws. */
export function readCron(expression: string, timeZone: string, from: Date, count: number): CronReading {
  const text = expression.trim();
  const fields = text === "" ? 0 : text.split(/\s+/).length;
  if (fields !== 5) {
    return refuse(`Write five fields: ${fieldNames}, such as 0 7 * * 1-5. This has ${fields}.`);
  }
  if (!isTimeZone(timeZone)) return refuse(`${timeZone} is not a time zone. Choose one from the list.`, "timeZone");
  try {
    const times = new Cron(text, { mode: "5-part", timezone: timeZone, paused: true }).nextRuns(count, from);
    if (times.length === 0) return refuse("This never comes: no date fits. Check the day and the month.");
    return { ok: true, words: cronstrue.toString(text, { use24HourTimeFormat: true }), times };
  } catch (error) {
    return refuse(explainCronError(error));
  }
}

function refuse(message: string, at: "expression" | "timeZone" = "expression"): CronReading {
  return { ok: false, at, message };
}

function explainCronError(error: unknown): string {
  const reason = error instanceof Error ? error.message.replace(/^CronPattern: /, "").replace(/\.$/, "") : "";
  return `This can't be read: ${reason}. The fields are ${fieldNames}.`;
}

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }) !== null;
  } catch {
    return false;
  }
}
