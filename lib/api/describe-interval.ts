const units = [
  { minutes: 10_080, one: "week", many: "weeks" },
  { minutes: 1_440, one: "day", many: "days" },
  { minutes: 60, one: "hour", many: "hours" },
  { minutes: 1, one: "minute", many: "minutes" },
] as const;

/** An interval in the largest unit of which it is a whole number. */
export function describeInterval(minutes: number): string {
  const unit = units.find((candidate) => minutes % candidate.minutes === 0);
  if (unit === undefined) return `Every ${minutes} minutes`;
  const count = minutes / unit.minutes;
  return count === 1 ? `Every ${unit.one}` : `Every ${count} ${unit.many}`;
}
