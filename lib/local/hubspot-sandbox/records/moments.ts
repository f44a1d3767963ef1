/** ISO 8601 or epoch milliseconds; without a zone it is UTC. Null for what is neither. */
export function readMoment(raw: string): number | null {
  const moment = /^-?\d+$/.test(raw) ? Number(raw) : readIsoMoment(raw);
  return moment !== null && isInRange(moment) ? moment : null;
}

export function isRealDay(day: string): boolean {
  const moment = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(day);
}

/** Adds an ISO 8601 duration, such as `P30D`, `PT12H` or `-P1Y6M`. Null for what isn't one. */
export function addDuration(moment: number, duration: string): number | null {
  const parts = /^(-?)P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(
    duration,
  );
  if (parts === null) return null;
  const sign = parts[1] === "-" ? -1 : 1;
  const part = (index: number) => sign * Number(parts[index] ?? 0);
  const at = new Date(moment);
  at.setUTCFullYear(at.getUTCFullYear() + part(2), at.getUTCMonth() + part(3), at.getUTCDate() + part(4) * 7 + part(5));
  return at.getTime() + part(6) * 3_600_000 + part(7) * 60_000 + part(8) * 1000;
}

function readIsoMoment(raw: string): number | null {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(raw);
  const [, day, time = "00:00", zone = "Z"] = parts ?? [];
  if (day === undefined || !isRealDay(day)) return null;
  const offset = zone === "Z" || zone.includes(":") ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const moment = Date.parse(`${day}T${time}${offset}`);
  return Number.isNaN(moment) ? null : moment;
}

/** What four digits of a year can say. */
function isInRange(moment: number): boolean {
  return moment >= Date.parse("0000-01-01T00:00:00Z") && moment < Date.UTC(10_000, 0, 1);
}
