import { Guard } from "@/lib/api/syncs";

/** A guard as it is typed: whole numbers, shares as per cent, `""` for no limit. */
export type Limits = Readonly<Record<keyof Guard, string>>;

export function isShare(name: keyof Guard): boolean {
  return name.endsWith("Share");
}

export const limitNames = Guard.keyof().options;

export function writeLimits(guard: Guard): Limits {
  const write = (limit: number | null, percent: boolean) =>
    limit === null ? "" : String(percent ? Number((limit * 100).toFixed(6)) : limit);
  return {
    created: write(guard.created, false),
    removed: write(guard.removed, false),
    missingShare: write(guard.missingShare, true),
    rejected: write(guard.rejected, false),
    rejectedShare: write(guard.rejectedShare, true),
    rowsShare: write(guard.rowsShare, true),
  };
}

/** What was typed, as numbers and unchecked: not a number where it isn't one. */
export function readLimits(limits: Limits): Readonly<Record<string, number | null>> {
  return Object.fromEntries(
    limitNames.map((name) => {
      const text = limits[name].trim();
      if (text === "") return [name, null];
      return [name, isShare(name) ? Number((Number(text) / 100).toFixed(8)) : Number(text)];
    }),
  );
}
