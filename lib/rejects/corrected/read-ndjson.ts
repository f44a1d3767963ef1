import { z } from "zod";
import { AppError } from "../../errors";
import { type CorrectedFile, type FileLine, LineBatch, readRunId } from "./file-line";
import { matchHeader, ROW_COLUMN, RUN_ID_COLUMN } from "./match-header";

const MOST_LINE_CHARACTERS = 32 * 1024 * 1024;

const Line = z.looseObject({ row: z.record(z.string(), z.unknown()) });
const Marks = z.object({ runId: z.string(), rowNumber: z.number().int().positive() });
const Cell = z.string().nullable();

/** Reads our report for machines: an object a line, whose `row`, `runId` and `rowNumber` count. */
export function readNdjson(begun: string, rest: AsyncGenerator<string>, columns: readonly string[]): CorrectedFile {
  const ignoredColumns = new Set<string>();
  return { format: "ndjson", ignoredColumns, lines: readLines(begun, rest, columns, ignoredColumns) };
}

async function* readLines(
  begun: string,
  rest: AsyncIterable<string>,
  columns: readonly string[],
  ignored: Set<string>,
): AsyncGenerator<FileLine[]> {
  const known = new Set(columns);
  const batch = new LineBatch();
  let line = 0;
  let isFirst = true;
  for await (const text of splitLines(begun, rest)) {
    line += 1;
    if (text.trim() === "") continue;
    const parsed = Line.safeParse(parseLine(text, line));
    // What is missing in all lines is told by name, and before anything else.
    if (isFirst && parsed.success) matchHeader([...Object.keys(parsed.data.row), RUN_ID_COLUMN, ROW_COLUMN], columns);
    isFirst = false;
    if (parsed.success) for (const name of Object.keys(parsed.data.row)) if (!known.has(name)) ignored.add(name);
    batch.add(parsed.success ? readLine(parsed.data, line, columns) : { kind: "unmarked", line });
    if (batch.isFull) yield batch.take();
  }
  yield batch.take();
}

function readLine(parsed: z.infer<typeof Line>, line: number, columns: readonly string[]): FileLine {
  const marks = Marks.safeParse(parsed);
  const runId = marks.success ? readRunId(marks.data.runId) : null;
  if (!marks.success || runId === null) return { kind: "unmarked", line };
  const cells: (string | null)[] = [];
  for (const column of columns) {
    const cell = Cell.safeParse(parsed.row[column]);
    if (!cell.success) return { kind: "incomplete", line };
    cells.push(cell.data);
  }
  return { kind: "row", line, runId, rowNumber: marks.data.rowNumber, cells };
}

function parseLine(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError(
      "invalid_input",
      `Line ${line} of this file is not JSON. An NDJSON file has one object a line, as in the downloaded report.`,
      { cause },
    );
  }
}

async function* splitLines(begun: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  let line = begun;
  const cut = function* () {
    const lines = line.split("\n");
    line = lines.pop() ?? "";
    yield* lines;
  };
  yield* cut();
  for await (const text of rest) {
    line += text;
    yield* cut();
    if (line.length > MOST_LINE_CHARACTERS) {
      throw new AppError("invalid_input", "A line of this file doesn't end: it is no report of ours.");
    }
  }
  if (line !== "") yield line;
}
