import type { SpreadsheetMark } from "../../api/uploads";
import { defuse, undefuse } from "../report-csv";
import { findMark } from "./find-mark";

export interface CellDifference {
  readonly index: number;
  readonly from: string | null;
  readonly to: string | null;
  /** Null when it looks like a person's doing. */
  readonly mark: SpreadsheetMark | null;
}

export interface ComparedRow {
  /** The row as it is to be sent. */
  readonly cells: readonly (string | null)[];
  readonly differences: readonly CellDifference[];
}

/**
 * Compares a row of a file with the row that was rejected. In a CSV a cell that still is what the report made of the
 * original is the original: so null and an empty text survive, and apostrophes and line ends that were changed for the
 * spreadsheet's sake. Another one is the new text, and an emptied one is null.
 */
export function compareRow(
  format: "csv" | "ndjson",
  original: readonly (string | null)[],
  cells: readonly (string | null)[],
): ComparedRow {
  const differences: CellDifference[] = [];
  const compared = cells.map((cell, index) => {
    const from = original[index] ?? null;
    const to = format === "csv" ? readCell(from, cell ?? "") : cell;
    if (to !== from) differences.push({ index, from, to, mark: from && to ? findMark(from, to) : null });
    return to;
  });
  return { cells: compared, differences };
}

function readCell(original: string | null, cell: string): string | null {
  if (isStill(original, cell)) return original;
  return undefuse(cell) || null;
}

function isStill(original: string | null, cell: string): boolean {
  if (original === null) return cell === "";
  if (cell === original) return true;
  const rendered = defuse(original);
  return (
    cell === rendered || evenLineEnds(cell) === evenLineEnds(rendered) || evenLineEnds(cell) === evenLineEnds(original)
  );
}

// Spreadsheets end the lines in a cell in their own way.
function evenLineEnds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
