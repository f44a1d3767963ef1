import type { Reject } from "./reject";

/** One line of the report for machines: the source row by column name, its run, then all that is known of the refusal. */
export function writeReportNdjson(runId: string, columns: readonly string[], reject: Reject): string {
  const { cells, payload, ...facts } = reject;
  return `${JSON.stringify({ row: Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? null])), runId, ...facts, payload })}\n`;
}
