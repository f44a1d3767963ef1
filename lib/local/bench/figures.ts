/** One line of what was measured. */
export interface Figure {
  readonly measured: string;
  readonly rows: number | null;
  readonly seconds: number | null;
  /** What it is to be compared with, or what else was seen. */
  readonly remark: string;
  /** What is past a bound that is held; the command fails by it once all figures are told. */
  readonly fault?: string;
}

const headings = ["Measured", "Rows", "Seconds", "Rows a second", "Compared"];
const isNumeric = [false, true, true, true, false];

/** The figures as a Markdown table whose columns also line up on a terminal. */
export function formatFigures(figures: readonly Figure[]): string {
  const lines = figures.map(({ measured, rows, seconds, remark }) => [
    measured,
    rows === null ? "" : formatCount(rows),
    seconds === null ? "" : formatSeconds(seconds),
    rows === null || seconds === null ? "" : formatCount(rows / seconds),
    remark,
  ]);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const draw = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (isNumeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join(" | ")} |`;
  const rule = widths.map((width, column) => (isNumeric[column] ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  return [draw(headings), draw(rule), ...lines.map(draw)].join("\n");
}

/** The middle one of an odd number of figures. */
export function takeMedian(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

/** How two paces compare: `2.4 ×`, `0.31 ×`. */
export function formatRatio(ratio: number): string {
  return `${ratio >= 10 ? ratio.toFixed(0) : ratio.toPrecision(2)} ×`;
}

export function formatShare(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function formatCount(count: number): string {
  return Math.round(count).toLocaleString("en");
}

function formatSeconds(seconds: number): string {
  if (seconds < 0.1) return seconds.toFixed(3);
  return seconds.toFixed(seconds < 10 ? 2 : 1);
}
