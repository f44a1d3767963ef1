import type { LeftOutReason, UploadSummary } from "../../api/uploads";
import { showText } from "../../engine/show-text";
import { compareRow } from "../../rejects/corrected/compare-row";
import type { CorrectedFile, FileLine, FileRow } from "../../rejects/corrected/file-line";
import { openCorrectedFile } from "../../rejects/corrected/open-file";
import type { Reject } from "../../rejects/reject";
import type { ObjectUpload } from "../../storage/object-upload";
import type { CauseFinder } from "../find-cause";
import { readSourceRow } from "../plan/read-rejected-rows";
import type { UploadedRow } from "../plan/read-uploaded-rows";
import type { RejectFiles } from "../reject-files";
import { explainNotRetried } from "../retryable-codes";
import { findSettled } from "../settled-rows";
import { ChangeTally } from "./change-tally";
import { LineCount } from "./counted-lines";
import type { OpenedCheck } from "./open-check";
import { StagedRows } from "./staged-rows";

const REJECTS_AT_ONCE = 1_000;
const MOST_COLUMNS_NAMED = 50;

export interface FileToLookThrough {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** The run whose rejects it should hold, and how many rows that run read. */
  readonly runId: string;
  readonly rowsRead: number;
  readonly files: RejectFiles;
  readonly causes: CauseFinder;
  readonly checking: OpenedCheck;
  /** Takes the rows that are to be sent, in the order of the rejects. */
  readonly output: ObjectUpload;
}

export interface Found {
  readonly rows: number;
  readonly changedRows: number;
  readonly summary: UploadSummary;
}

/** Matches the lines of a corrected file with the rejects that they are of, in flat memory. */
export async function lookThrough(work: FileToLookThrough): Promise<Found> {
  const staged = await StagedRows.open(work.rowsRead);
  try {
    const pass = new Pass(work, staged);
    const file = await openCorrectedFile(
      work.bytes,
      work.files.columns.map(({ name }) => name),
    );
    for await (const lines of file.lines) await pass.stage(lines);
    await pass.match(file);
    return pass.sum(file);
  } finally {
    await staged.close();
  }
}

class Pass {
  readonly #leftOut = new Map<LeftOutReason, LineCount>();
  readonly #changes: ChangeTally;
  #rows = 0;

  constructor(
    private readonly work: FileToLookThrough,
    private readonly staged: StagedRows,
  ) {
    this.#changes = new ChangeTally(work.files.columns);
  }

  async stage(lines: readonly FileLine[]): Promise<void> {
    const rows: FileRow[] = [];
    for (const line of lines) {
      if (line.kind !== "row") this.#leave(line.kind).add(line.line);
      else if (line.runId !== this.work.runId) this.#leave("foreign").add(line.line);
      else if (line.rowNumber > this.work.rowsRead) this.#leave("not_rejected").add(line.line);
      else rows.push(line);
    }
    await this.staged.add(rows);
  }

  /** Goes once through the rejects of the run, in their order. */
  async match({ format }: CorrectedFile): Promise<void> {
    const { repeated, twice } = await this.staged.dropCopies();
    this.#leave("repeated").addAll(repeated);
    this.#leave("twice").addAll(twice);
    const { files } = this.work;
    for (const page of files.pages) {
      let batch: Reject[] = [];
      for await (const { reject } of files.find(page, { fromLine: 0, couldBeAsked: (text) => this.#isInFile(text) })) {
        batch.push(reject);
        if (batch.length < REJECTS_AT_ONCE) continue;
        await this.#matchBatch(format, batch);
        batch = [];
      }
      await this.#matchBatch(format, batch);
    }
    this.#leave("not_rejected").addAll(await this.staged.countLeft());
  }

  /** Told without parsing the line: most rejects aren't in a file that a person has corrected. */
  #isInFile(text: string): boolean {
    const rowNumber = /"rowNumber":(\d+)/.exec(text)?.[1];
    return rowNumber !== undefined && this.staged.has(Number(rowNumber));
  }

  async #matchBatch(format: CorrectedFile["format"], rejects: readonly Reject[]): Promise<void> {
    if (rejects.length === 0) return;
    const rowNumbers = rejects.map(({ rowNumber }) => rowNumber);
    const [rows, settled] = await Promise.all([this.staged.take(rowNumbers), findSettled(this.work.runId, rowNumbers)]);
    let text = "";
    for (const reject of rejects) {
      const row = rows.get(reject.rowNumber);
      if (!row) continue;
      if (settled.has(reject.rowNumber)) {
        this.#leave("settled").add(row.line);
        continue;
      }
      const { cells, differences } = compareRow(format, reject.cells, row.cells);
      const isSameMatch = !differences.some(({ index }) => index === this.work.checking.matchIndex);
      if (explainNotRetried(reject.code) !== null && isSameMatch) {
        this.#leave("ambiguous").add(row.line);
        continue;
      }
      this.#rows += 1;
      this.#changes.add(row.line, differences);
      this.work.checking.check?.add(row.line, cells);
      const causeId = this.work.causes.find(reject);
      text += `${JSON.stringify({ rowNumber: reject.rowNumber, causeId, sourceRow: readSourceRow(reject), cells: [...cells] } satisfies UploadedRow)}\n`;
    }
    await this.work.output.write(text);
  }

  #leave(reason: LeftOutReason): LineCount {
    const count = this.#leftOut.get(reason) ?? new LineCount();
    this.#leftOut.set(reason, count);
    return count;
  }

  sum({ format, ignoredColumns }: CorrectedFile): Found {
    const { check, problems, whyUnchecked } = this.work.checking;
    const leftOut = [...this.#leftOut].map(([reason, count]) => ({ reason, ...count.list() }));
    return {
      rows: this.#rows,
      changedRows: this.#changes.changedRows,
      summary: {
        format,
        changedCells: this.#changes.changedCells,
        changedColumns: this.#changes.listColumns(),
        leftOut: leftOut.filter(({ rows }) => rows > 0),
        ignoredColumns: nameColumns(ignoredColumns),
        warnings: this.#changes.listWarnings(),
        check: { ...(check?.list() ?? { rows: 0, refused: 0, causes: [] }), problems: [...problems], whyUnchecked },
      },
    };
  }
}

function nameColumns(names: ReadonlySet<string>): string[] {
  return [...names].slice(0, MOST_COLUMNS_NAMED).map((name) => showText(name, 100));
}
