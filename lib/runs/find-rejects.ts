import { couldBeOf, type Reject } from "../rejects/reject";
import { type CauseName, isOfCause } from "../rejects/reject-index";
import type { RejectFiles } from "./reject-files";
import { choosePages } from "./reject-pages";
import { findSettled } from "./settled-rows";

/** How long somebody waits for rows that are rare, before they are told how far it has looked. */
const PATIENCE_MS = 1_500;

export interface RejectSearch {
  readonly runId: string;
  readonly cause: CauseName | null;
  /** With which letters the match value begins; capitals make no difference. */
  readonly matchValue: string | null;
  readonly state: "open" | "settled" | null;
  readonly from: RejectPlace;
  readonly most: number;
}

/** A reject page's number and a line in it. */
export interface RejectPlace {
  readonly page: number;
  readonly line: number;
}

export interface FoundReject {
  readonly reject: Reject;
  /** The later run that has given the row an outcome; null while it is open. */
  readonly settledBy: string | null;
}

export interface FoundRejects {
  readonly found: readonly FoundReject[];
  /** Where to look further; null when all has been looked through. */
  readonly next: RejectPlace | null;
  /** From 0 to 1: how much of what can hold such rows has been looked through. */
  readonly looked: number;
}

/** Rejects of a run from a place on, so many at the most, in flat memory. A long search stops between two pages. */
export async function findRejects(files: RejectFiles, search: RejectSearch): Promise<FoundRejects> {
  const begunAt = performance.now();
  const found: FoundReject[] = [];
  const pages = await choosePages(files, search.cause && [search.cause]);
  for (const [index, page] of pages.entries()) {
    if (page.page < search.from.page) continue;
    const isLate = performance.now() - begunAt > PATIENCE_MS && page.page > search.from.page;
    const looked = index / pages.length;
    if (isLate) return { found, next: { page: page.page, line: 0 }, looked };
    const fromLine = page.page === search.from.page ? search.from.line : 0;
    const line = await findOnPage(files.find(page, { fromLine, couldBeAsked: couldBeFound(search) }), search, found);
    if (line !== null) return { found, next: { page: page.page, line }, looked };
  }
  return { found, next: null, looked: 1 };
}

type Line = { readonly line: number; readonly reject: Reject };

/** Adds what a page has to `found`. The line of the first that finds no room; null when all have. */
async function findOnPage(
  lines: AsyncIterable<Line>,
  search: RejectSearch,
  found: FoundReject[],
): Promise<number | null> {
  let waiting: Line[] = [];
  const takeIn = async () => {
    const rowNumbers = waiting.map(({ reject }) => reject.rowNumber);
    const settled = await findSettled(search.runId, rowNumbers);
    for (const { line, reject } of waiting) {
      const settledBy = settled.get(reject.rowNumber) ?? null;
      if (search.state !== null && (search.state === "settled") !== (settledBy !== null)) continue;
      if (found.length === search.most) return line;
      found.push({ reject, settledBy });
    }
    waiting = [];
    return null;
  };
  for await (const one of lines) {
    if (!isAsked(one.reject, search)) continue;
    waiting.push(one);
    if (waiting.length <= search.most) continue;
    const line = await takeIn();
    if (line !== null) return line;
  }
  return takeIn();
}

function isAsked(reject: Reject, { cause, matchValue }: RejectSearch): boolean {
  if (cause && !isOfCause(reject, cause)) return false;
  return matchValue === null || (reject.matchValue?.toLowerCase().startsWith(matchValue.toLowerCase()) ?? false);
}

/** False of a line that can't be what is looked for, which takes no parsing to tell. */
function couldBeFound({ cause, matchValue }: RejectSearch): (line: string) => boolean {
  const isOfThatCause = cause ? couldBeOf(cause) : () => true;
  if (matchValue === null) return isOfThatCause;
  const mark = '"matchValue":"';
  const start = JSON.stringify(matchValue).slice(1, -1).toLowerCase();
  return (line) => {
    const at = line.indexOf(mark) + mark.length;
    // Some letters are two in lower case.
    return (
      line
        .slice(at, at + 2 * start.length)
        .toLowerCase()
        .startsWith(start) && isOfThatCause(line)
    );
  };
}
