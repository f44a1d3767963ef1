import type pg from "pg";
import { z } from "zod";
import { openClient } from "../../db";
import type { FileRow } from "../../rejects/corrected/file-line";
import type { CountedLines } from "./counted-lines";
import { RowSet } from "./row-set";

export interface StagedRow {
  readonly rowNumber: number;
  readonly line: number;
  readonly cells: readonly (string | null)[];
}

const Cells = z.array(z.string().nullable());

// What is named of many lines.
const firstLines = "(array_agg(line order by line))[1:5] as lines";

/**
 * The rows of a corrected file, until the rejects that they are of come by. They lie in a table that only its own
 * connection sees, and that is gone with it. Close it when the file is looked through.
 */
export class StagedRows {
  readonly #numbers: RowSet;
  #areDistinct = true;

  private constructor(
    private readonly client: pg.Client,
    mostRows: number,
  ) {
    this.#numbers = new RowSet(mostRows);
  }

  /** For row numbers up to `mostRows`. */
  static async open(mostRows: number): Promise<StagedRows> {
    const client = await openClient();
    try {
      // Cells as JSON in a text: PostgreSQL's own JSON refuses letters that a cell may hold.
      await client.query(
        "create temp table staged_row (row_number int not null, line int not null, cells text not null)",
      );
      return new StagedRows(client, mostRows);
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  async add(rows: readonly FileRow[]): Promise<void> {
    if (rows.length === 0) return;
    for (const { rowNumber } of rows) if (!this.#numbers.add(rowNumber)) this.#areDistinct = false;
    await this.client.query({
      name: "stage",
      text: "insert into staged_row select * from unnest($1::int[], $2::int[], $3::text[])",
      values: [
        rows.map(({ rowNumber }) => rowNumber),
        rows.map(({ line }) => line),
        rows.map(({ cells }) => JSON.stringify(cells)),
      ],
    });
  }

  /** False of a row that the file doesn't have. */
  has(rowNumber: number): boolean {
    return this.#numbers.has(rowNumber);
  }

  /**
   * Makes rows that stand in the file more than once unique, when all are there: of lines that are alike the first stays,
   * and of lines that differ none does, since nothing says which of them is right.
   */
  async dropCopies(): Promise<{ repeated: CountedLines; twice: CountedLines }> {
    await this.client.query("create index on staged_row (row_number)");
    await this.client.query("analyze staged_row");
    const none = { rows: 0, lines: [] };
    if (this.#areDistinct) return { repeated: none, twice: none };
    const { rows } = await this.client.query<CountedLines & { isTwice: boolean }>(
      `with copy as (
         select row_number, min(line) as first, count(distinct cells) > 1 as is_twice
         from staged_row group by row_number having count(*) > 1
       ), gone as (
         delete from staged_row s using copy where s.row_number = copy.row_number and (is_twice or line > first)
         returning line, is_twice
       )
       select is_twice as "isTwice", count(*)::int as rows, ${firstLines} from gone group by is_twice`,
    );
    const find = (isTwice: boolean) => rows.find((row) => row.isTwice === isTwice) ?? none;
    return { repeated: find(false), twice: find(true) };
  }

  /** Takes rows out, by their numbers. */
  async take(rowNumbers: readonly number[]): Promise<ReadonlyMap<number, StagedRow>> {
    const { rows } = await this.client.query<{ row_number: number; line: number; cells: string }>({
      name: "take",
      text: "delete from staged_row where row_number = any($1::int[]) returning *",
      values: [rowNumbers],
    });
    return new Map(
      rows.map(({ row_number: rowNumber, line, cells }) => [
        rowNumber,
        { rowNumber, line, cells: Cells.parse(JSON.parse(cells)) },
      ]),
    );
  }

  /** What nobody has taken. */
  async countLeft(): Promise<CountedLines> {
    const { rows } = await this.client.query<CountedLines>(
      `select count(*)::int as rows, coalesce(${firstLines.replace(" as lines", "")}, '{}') as lines from staged_row`,
    );
    return rows[0] ?? { rows: 0, lines: [] };
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
