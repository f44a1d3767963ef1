// No day is longer, even one whose clocks go back; and none shorter than half of that.
const LONGEST_DAY_MS = 26 * 60 * 60_000;

/**
 * The first moment of the next day in an IANA zone, all in milliseconds since 1970. Where clocks go forward at midnight,
 * that day begins at one o'clock. A zone that nobody knows counts as UTC.
 */
export function findNextMidnight(at: number, timeZone: string): number {
  return findChangeOfDay(at, at + LONGEST_DAY_MS, timeZone, (moment, today) => moment !== today);
}

/** The first moment of the day that `at` is in. */
export function findStartOfDay(at: number, timeZone: string): number {
  return findChangeOfDay(at - LONGEST_DAY_MS, at, timeZone, (moment, _earlier, today) => moment === today);
}

// Dates only ever go forward, so that halving finds the millisecond at which they change.
function findChangeOfDay(
  from: number,
  to: number,
  timeZone: string,
  isAfter: (date: string, first: string, last: string) => boolean,
): number {
  const format = createFormat(timeZone);
  const [first, last] = [format.format(from), format.format(to)];
  let before = from;
  let after = to;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (isAfter(format.format(middle), first, last)) after = middle;
    else before = middle;
  }
  return after;
}

function createFormat(timeZone: string): Intl.DateTimeFormat {
  const options = { year: "numeric", month: "numeric", day: "numeric" } as const;
  try {
    return new Intl.DateTimeFormat("en", { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat("en", { ...options, timeZone: "UTC" });
  }
}
