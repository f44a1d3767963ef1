const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** The milliseconds of a time string such as `1d2h30m` or `1.5h`; null where it isn't one. */
export function parseDurationMs(text: string): number | null {
  if (!/^(\d+(\.\d+)?(ms|[smhdw]))+$/.test(text)) return null;
  let totalMs = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)) {
    totalMs += Number(amount) * (unitMs[unit ?? ""] ?? Number.NaN);
  }
  return totalMs;
}

/**
 * How long a sleep lasts: the SDK says either a time string or the moment at which it ends, and an empty string for no
 * time at all. Null where it is neither.
 */
export function parseSleepMs(text: string, now: Date): number | null {
  if (text === "") return 0;
  const durationMs = parseDurationMs(text);
  if (durationMs !== null) return durationMs;
  const until = Date.parse(text);
  return Number.isNaN(until) ? null : Math.max(0, until - now.getTime());
}
