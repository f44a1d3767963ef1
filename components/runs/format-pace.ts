import { formatNumber } from "@/components/ui/format-number";

/** Rounded, and to a tenth where that is much of it. */
export function formatPace(perSecond: number): string {
  return formatNumber(perSecond < 20 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond));
}
