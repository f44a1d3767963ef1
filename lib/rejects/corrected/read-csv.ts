import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, type Options, parse } from "csv-parse";
import { parse as parseSync } from "csv-parse/sync";
import { AppError } from "../../errors";
import { type CorrectedFile, type FileLine, LineBatch, readRowNumber, readRunId } from "./file-line";
import { countKnown, type HeaderMatch, matchHeader } from "./match-header";

const MOST_HEADER_CHARACTERS = 1_000_000;
/** HubSpot takes 65,536 characters of a value; past this a quote was opened and never closed. */
const MOST_LINE_BYTES = 32 * 1024 * 1024;

const delimiters = [",", ";", "\t"] as const;

const csv: Options = {
  // All three in one file: a cell of a Windows program in a file of another.
  record_delimiter: ["\r\n", "\n", "\r"],
  relax_column_count: true,
  max_record_size: MOST_LINE_BYTES,
};

/**
 * Reads a CSV as spreadsheets write it: parted by commas, semicolons or tabs, told by the header; in quotes or not.
 * `begun` is the text that was already read.
 */
export async function readCsv(
  begun: string,
  rest: AsyncGenerator<string>,
  columns: readonly string[],
): Promise<CorrectedFile> {
  const head = await readHead(begun, rest);
  const delimiter = head.delimiter ?? chooseDelimiter(head.header, columns);
  const match = matchHeader(parseHeader(head.header, delimiter), columns);
  return {
    format: "csv",
    ignoredColumns: new Set(match.ignored),
    lines: readLines(join(head.text, rest), delimiter, match),
  };
}

async function* join(begun: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield begun;
  yield* rest;
}

interface Head {
  /** The header as it stands there. */
  readonly header: string;
  /** All that was read, less the line that tells Excel the delimiter. */
  readonly text: string;
  /** As that line says. */
  readonly delimiter: string | null;
}

/** Reads on until the header is whole. */
async function readHead(begun: string, rest: AsyncGenerator<string>): Promise<Head> {
  let text = begun;
  for (;;) {
    const said = /^"?sep=(.)"?(?:\r\n|\n|\r(?!$))/i.exec(text);
    const body = said ? text.slice(said[0].length) : text;
    const blank = /^[\s;,]*[\r\n]+/.exec(body)?.[0].length ?? 0;
    const end = findLineEnd(body, blank);
    // Without `break`, which would close the generator that the lines are read from.
    const next = end === null ? await rest.next() : { done: true as const };
    if (next.done) {
      return { header: body.slice(blank, end ?? body.length), text: body, delimiter: said?.[1] ?? null };
    }
    text += next.value;
    if (text.length > MOST_HEADER_CHARACTERS + begun.length) {
      throw new AppError(
        "invalid_input",
        "This file's first line doesn't end: it is no CSV file, or a quote in it was never closed. Download the report again, and correct that.",
      );
    }
  }
}

/** Where the line that begins there ends; null when it doesn't. */
function findLineEnd(text: string, from: number): number | null {
  let isQuoted = false;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') isQuoted = !isQuoted;
    if (!isQuoted && (char === "\n" || char === "\r")) return at;
  }
  return null;
}

function chooseDelimiter(header: string, columns: readonly string[]): string {
  const scored = delimiters.map((delimiter) => {
    const names = parseHeader(header, delimiter);
    return { delimiter, known: countKnown(names, columns), cells: names.length };
  });
  return scored.sort((a, b) => b.known - a.known || b.cells - a.cells)[0]?.delimiter ?? ",";
}

function parseHeader(header: string, delimiter: string): string[] {
  try {
    return parseSync(header, { ...csv, delimiter, relax_quotes: true })[0] ?? [];
  } catch (thrown) {
    throw describeCsvError(thrown);
  }
}

async function* readLines(
  texts: AsyncIterable<string>,
  delimiter: string,
  match: HeaderMatch,
): AsyncGenerator<FileLine[]> {
  const parser = parse({ ...csv, delimiter });
  // Its failure reaches us through the parser, which it destroys.
  const feeding = pipeline(Readable.from(texts), parser).catch(() => {});
  const batch = new LineBatch();
  let line = 0;
  let isPastHeader = false;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      line += 1;
      if (cells.every((cell) => cell.trim() === "")) continue;
      if (isPastHeader) batch.add(readLine(cells, line, match));
      isPastHeader = true;
      if (batch.isFull) yield batch.take();
    }
  } catch (thrown) {
    throw describeCsvError(thrown);
  } finally {
    parser.destroy();
    await feeding;
  }
  yield batch.take();
}

function readLine(cells: readonly string[], line: number, match: HeaderMatch): FileLine {
  const runId = readRunId(cells[match.runIdPlace]?.trim() ?? "");
  const rowNumber = readRowNumber(cells[match.rowPlace]?.trim() ?? "");
  const found: string[] = [];
  for (const place of match.places) {
    const cell = cells[place];
    if (cell === undefined) return { kind: "incomplete", line };
    found.push(cell);
  }
  if (cells.slice(match.width).some((cell) => cell !== "")) return { kind: "incomplete", line };
  if (runId === null || rowNumber === null) return { kind: "unmarked", line };
  return { kind: "row", line, runId, rowNumber, cells: found };
}

function describeCsvError(thrown: unknown): unknown {
  if (!(thrown instanceof CsvError)) return thrown;
  const at: unknown = thrown.records;
  const where = typeof at === "number" ? `in line ${at + 1}` : "in its first line";
  const why =
    thrown.code === "CSV_QUOTE_NOT_CLOSED" || thrown.code === "CSV_MAX_RECORD_SIZE"
      ? "a quote was opened and never closed"
      : "a quote stands where none may stand";
  return new AppError(
    "invalid_input",
    `This file is no sound CSV: ${where} ${why}. Let the spreadsheet save it as “CSV UTF-8”; by hand, write a quote inside a cell twice and the cell in quotes.`,
    { cause: thrown },
  );
}
