const DAY = /^(\d{4,})-(\d{2})-(\d{2})$/;

const pad = (value: number, digits = 2) => String(value).padStart(digits, "0");

/** The day that a moment lies in, in the viewer's zone, as a date field has it. */
export function toLocalDay(at: Date): string {
  return `${pad(at.getFullYear(), 4)}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

/** The first moment of a day of the viewer's zone, or of so many days later; null for what is no day. */
export function startOfDay(day: string, daysLater = 0): Date | null {
  const parts = DAY.exec(day);
  if (!parts) return null;
  const start = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + daysLater);
  return Number.isNaN(start.getTime()) || start.getFullYear() > 9999 ? null : start;
}
