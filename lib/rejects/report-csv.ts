import { stringify } from "csv-stringify/sync";
import type { Reject } from "./reject";

const PREFIX = "sluice_";
const BYTE_ORDER_MARK = "\uFEFF";

const ours: readonly [name: string, read: (reject: Reject, runId: string) => string | null][] = [
  ["run_id", (_reject, runId) => runId],
  ["row", (reject) => String(reject.rowNumber)],
  ["match_value", (reject) => reject.matchValue],
  ["stage", (reject) => reject.stage],
  ["code", (reject) => reject.code],
  ["property", (reject) => reject.property],
  ["message", (reject) => reject.message],
  [
    "also_refused",
    (reject) => reject.alsoRefused.map(({ code, message }) => `${code}: ${message}`).join(" | ") || null,
  ],
  ["category", (reject) => reject.category],
  ["correlation_id", (reject) => reject.correlationId],
  ["existing_record_id", (reject) => reject.existingRecordId],
  ["refused_at", (reject) => reject.refusedAt],
  ["payload", (reject) => JSON.stringify(reject.payload)],
];

/** The first line of a report: the source's own columns in their order, then ours. With the mark that Excel needs for UTF-8. */
export function writeReportHead(columns: readonly string[]): string {
  return BYTE_ORDER_MARK + writeLine([...columns, ...ours.map(([name]) => PREFIX + name)]);
}

export function writeReportLine(runId: string, reject: Reject): string {
  return writeLine([...reject.cells, ...ours.map(([, read]) => read(reject, runId))]);
}

function writeLine(cells: readonly (string | null)[]): string {
  return stringify([cells.map((cell) => (cell === null ? "" : defuse(cell)))], {
    quoted: true,
    record_delimiter: "\r\n",
  });
}

// A spreadsheet runs a cell that begins like a formula. A plain number is none, with its sign or without.
const FORMULA = /^[=+\-@\t\r\n|]|^[＝＋－＠]/u;
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** A cell that no spreadsheet executes: what looks like a formula gets an apostrophe in front, which spreadsheets don't show. */
export function defuse(cell: string): string {
  return needsApostrophe(cell) ? `'${cell}` : cell;
}

/** The cell that `defuse` made this of: the apostrophe is taken off where it put one, and nowhere else. */
export function undefuse(cell: string): string {
  return cell.startsWith("'") && needsApostrophe(cell.slice(1)) ? cell.slice(1) : cell;
}

// A formula that has apostrophes already gets one more: else nobody could tell its own from ours.
function needsApostrophe(cell: string): boolean {
  const bare = cell.replace(/^'+/, "");
  const isFormula = FORMULA.test(bare) || FORMULA.test(bare.trimStart());
  return isFormula && !PLAIN_NUMBER.test(bare);
}
