const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

/** `5382` → `5,382`. */
export function formatNumber(value: number | bigint): string {
  return whole.format(value);
}

/** `1284000` → `1.3M`, for axes and narrow places; the exact number belongs into a title. */
export function formatCompact(value: number | bigint): string {
  return compact.format(value);
}

const spelt = new Intl.NumberFormat("en-US", {
  notation: "compact",
  compactDisplay: "long",
  maximumSignificantDigits: 2,
});

/** An estimate, with no more digits than it is good for: `5182345` → `5.2 million`, `3127` → `3,100`. */
export function formatRoughly(value: number): string {
  if (value >= 1_000_000) return spelt.format(value);
  return whole.format(Number(value.toPrecision(2)));
}

/** A share of 0 to 1 as `12.3%`. What is not quite nothing or all is never rounded to 0% or 100%. */
export function formatPercent(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return "<0.1%";
  if (percent < 100 && percent > 99.9) return ">99.9%";
  return `${whole.format(Math.round(percent * 10) / 10)}%`;
}

/** `5382, "row"` → `5,382 rows`. */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(count)} ${count === 1 ? singular : plural}`;
}
