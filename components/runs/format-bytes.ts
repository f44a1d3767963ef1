import { formatNumber } from "@/components/ui/format-number";

const units = ["bytes", "kB", "MB", "GB"] as const;

/** `1234567` → `1.2 MB`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const value = bytes / 1_000 ** power;
  return `${formatNumber(Math.round(value * 10) / 10)} ${units[power]}`;
}
