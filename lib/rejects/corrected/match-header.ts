import { AppError } from "../../errors";
import { undefuse } from "../report-csv";

export const RUN_ID_COLUMN = "sluice_run_id";
export const ROW_COLUMN = "sluice_row";
const OURS = /^sluice_/;
const MOST_NAMED = 10;

export interface HeaderMatch {
  /** Where each of the run's columns stands in the file, in the order of the columns. */
  readonly places: readonly number[];
  readonly runIdPlace: number;
  readonly rowPlace: number;
  /** How many columns the header has. */
  readonly width: number;
  /** Columns of the file that are neither the run's nor ours. */
  readonly ignored: readonly string[];
}

/** How many of the names that a file needs stand in its header. */
export function countKnown(header: readonly string[], columns: readonly string[]): number {
  const known = new Set([...columns, RUN_ID_COLUMN, ROW_COLUMN]);
  return header.filter((cell) => known.has(undefuse(cell))).length;
}

/**
 * Finds the columns of a run in a file's header, in any order. All of them have to be there, each as often as the run
 * has it, and the two that say which row it is; throws `invalid_input` with the names otherwise.
 */
export function matchHeader(header: readonly string[], columns: readonly string[]): HeaderMatch {
  const names = header.map(undefuse);
  const taken = new Set<number>();
  const missing: string[] = [];
  const find = (name: string) => {
    const place = names.findIndex((candidate, index) => candidate === name && !taken.has(index));
    if (place < 0) missing.push(name);
    taken.add(place);
    return place;
  };
  const places = columns.map(find);
  const runIdPlace = find(RUN_ID_COLUMN);
  const rowPlace = find(ROW_COLUMN);
  const rest = names.filter((name, index) => !taken.has(index) && name.trim() !== "");
  const needed = new Set([...columns, RUN_ID_COLUMN, ROW_COLUMN]);
  const problems = [
    ...reportMissing(missing, rest, countKnown(header, columns) > 0),
    ...reportDoubled(rest.filter((name) => needed.has(name))),
  ];
  if (problems.length > 0) throw new AppError("invalid_input", problems.join(" "));
  return { places, runIdPlace, rowPlace, width: header.length, ignored: rest.filter((name) => !OURS.test(name)) };
}

function reportMissing(missing: readonly string[], rest: readonly string[], isReport: boolean): string[] {
  if (missing.length === 0) return [];
  const what = missing.length === 1 ? "a column that it needs" : "columns that it needs";
  const advice = isReport
    ? "Columns may stand in any order, but not be renamed or deleted: name them as in the downloaded file."
    : "Download the rejected rows of this run, correct that file, and upload it.";
  const renamed = missing.flatMap((name) => {
    const twin = rest.find((candidate) => simplify(candidate) === simplify(name));
    return twin === undefined ? [] : [`${quote(twin)} may be ${quote(name)}: name it so again.`];
  });
  return [`This file lacks ${what}: ${list(missing)}.`, ...renamed.slice(0, MOST_NAMED), advice];
}

function reportDoubled(doubled: readonly string[]): string[] {
  const names = [...new Set(doubled)];
  if (names.length === 0) return [];
  const which = names.length === 1 ? "A column stands" : "Columns stand";
  return [`${which} in this file more often than in the run: ${list(names)}. Keep the one that you corrected.`];
}

function list(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).map(quote).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function quote(name: string): string {
  return `\`${name.length > 60 ? `${name.slice(0, 59)}…` : name}\``;
}

// What people and programs change about a name without meaning to.
function simplify(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]+/g, "");
}
