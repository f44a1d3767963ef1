const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** What is left as a range, in whole units: `8–12 s`, `2–3 min`, `about 2 h`. It never promises more than it knows. */
export function describeRemaining([least, most]: readonly [number, number]): string {
  if (most <= 1) return "a moment";
  if (most < 2 * MINUTE) return describeRange(least, most, "s");
  if (most < 2 * HOUR) return describeRange(Math.floor(least / MINUTE), Math.ceil(most / MINUTE), "min");
  return describeRange(Math.floor(least / HOUR), Math.ceil(most / HOUR), "h");
}

function describeRange(least: number, most: number, unit: string): string {
  if (least >= most) return `about ${most} ${unit}`;
  return least === 0 ? `up to ${most} ${unit}` : `${least}–${most} ${unit}`;
}
