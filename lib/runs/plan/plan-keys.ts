import type pg from "pg";
import Cursor from "pg-cursor";
import { openClient } from "../../db";
import type { PlannedRemoval } from "../planned-row";
import type { BigintColumn } from "./bigint-column";
import type { RefusedCopy } from "./copied-rows";
import { KeySieve } from "./key-sieve";

/** Keys of rows that were read one after another, as columns: one entry a row. */
export interface KeyColumns {
  /** The number of the first of them. */
  readonly firstRow: number;
  /** Null where nobody can tell whose record the row is. */
  readonly keys: (string | null)[];
  readonly fingerprints: BigintColumn;
}

/** A row that may differ from what HubSpot has accepted: only its payload can tell. */
export interface DoubtfulRow {
  readonly rowNumber: number;
  /** The hash of the payload that HubSpot has accepted of its key; null where it never has. */
  readonly accepted: string | null;
}

/** What was found out about a doubtful row. */
export interface DecidedRow {
  readonly rowNumber: number;
  readonly key: string;
  readonly isToSend: boolean;
  /** The hash of its payload, if HubSpot has accepted just that: the next time its fingerprint will do. */
  readonly acceptedAs: string | null;
}

/** A row whose key another row has, too. */
export interface CopiedRow {
  readonly rowNumber: number;
  /** The last row of that key. */
  readonly lastRow: number;
  /** Whether HubSpot has never accepted the key. */
  readonly isFresh: boolean;
}

/** A key that several rows have. */
export interface CopiedKey {
  readonly key: string;
  readonly rows: number;
  readonly firstRow: number;
}

const COPIES_AT_ONCE = 5_000;

/** Of a batch, so that a mapping that was changed costs the next plans a little each, and none of them much. */
const MOST_LEARNT = 200;

const isMissing = "not exists (select 1 from plan_key p where p.key = s.key)";

/**
 * The keys of a plan while it is made: with them duplicates are found, and what has vanished. They lie in a table that
 * only its own connection sees, and that is gone with it: plans of one run don't meet, and a plan that dies leaves
 * nothing behind. Close it when the plan is over.
 */
export class PlanKeys {
  readonly #sieve = new KeySieve();
  #accepted = 0;
  #isAnalyzed = false;

  private constructor(
    private readonly client: pg.Client,
    private readonly syncId: string,
    private readonly isLearning: boolean,
  ) {}

  /** With `isLearning` it keeps fingerprints of what HubSpot has accepted; a dry run leaves nothing behind. */
  static async open(syncId: string, { isLearning }: { isLearning: boolean }): Promise<PlanKeys> {
    const client = await openClient();
    try {
      // Nothing that it writes is missed if the database loses its last moments.
      await client.query("set synchronous_commit = off");
      await client.query(
        'create temp table plan_key (key text collate "C" not null, row_number int not null, differs boolean not null)',
      );
      return new PlanKeys(client, syncId, isLearning);
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  /**
   * Notes the keys of the rows whose fingerprint is the accepted one, and answers with the others that have a key, in the
   * order of their numbers. With `isFull` that is all of them.
   */
  async compare({ firstRow, keys, fingerprints }: KeyColumns, isFull: boolean): Promise<DoubtfulRow[]> {
    if (keys.length === 0) return [];
    for (const key of keys) if (key !== null) this.#sieve.add(key);
    const { rows } = await this.client.query<{ doubtful: number[]; hashes: (string | null)[]; accepted: number }>({
      name: "compare",
      text: `with batch as materialized (
          select b.key, ($3 + position - 1)::int as row_number, s.hash as accepted,
            not $5 and s.cells is not distinct from b.cells as is_same
          from unnest($1::text[], $2::bigint[]) with ordinality as b(key, cells, position)
          left join bulk.row_state s on s.sync_id = $4 and s.key = b.key
          where b.key is not null
        ), noted as (
          insert into plan_key select key, row_number, false from batch where is_same
        )
        select coalesce(array_agg(row_number order by row_number) filter (where not is_same), '{}') as doubtful,
          coalesce(array_agg(accepted order by row_number) filter (where not is_same), '{}') as hashes,
          (count(*) filter (where accepted <> 0))::int as accepted
        from batch`,
      values: [writeTexts(keys), fingerprints.parameter, firstRow, this.syncId, isFull],
    });
    const { doubtful, hashes, accepted } = rows[0] ?? { doubtful: [], hashes: [], accepted: 0 };
    this.#accepted += accepted;
    return doubtful.map((rowNumber, index) => ({ rowNumber, accepted: hashes[index] ?? null }));
  }

  /** Notes the keys of rows that were doubtful, and the fingerprints by which some of them won't be the next time. */
  async noteDecided(columns: KeyColumns, decided: readonly DecidedRow[]): Promise<void> {
    if (decided.length === 0) return;
    await this.client.query({
      name: "note",
      text: "insert into plan_key select * from unnest($1::text[], $2::int[], $3::boolean[])",
      values: [
        writeTexts(decided.map(({ key }) => key)),
        `{${decided.map(({ rowNumber }) => rowNumber)}}`,
        `{${decided.map(({ isToSend }) => isToSend)}}`,
      ],
    });
    if (this.isLearning) await this.#learn(columns, decided);
  }

  /**
   * Keeps fingerprints of payloads that HubSpot has accepted. A row that has another hash by now, or that somebody holds,
   * is left as it is: what isn't learnt is only mapped once more.
   */
  async #learn({ firstRow, fingerprints }: KeyColumns, decided: readonly DecidedRow[]): Promise<void> {
    const known = decided.filter(({ acceptedAs }) => acceptedAs !== null).slice(0, MOST_LEARNT);
    if (known.length === 0) return;
    await this.client.query({
      name: "learn",
      text: `update bulk.row_state s set cells = held.cells
        from (
          select o.key, k.cells from unnest($2::text[], $3::bigint[], $4::bigint[]) as k(key, hash, cells)
          join bulk.row_state o on o.sync_id = $1 and o.key = k.key and o.hash = k.hash
          for no key update of o skip locked
        ) held
        where s.sync_id = $1 and s.key = held.key`,
      values: [
        this.syncId,
        writeTexts(known.map(({ key }) => key)),
        known.map(({ acceptedAs }) => acceptedAs),
        known.map(({ rowNumber }) => fingerprints.read(rowNumber - firstRow)),
      ],
    });
  }

  /** The rows to send that share their key, in the order of their numbers. */
  async *listCopies(): AsyncGenerator<CopiedRow[]> {
    if (this.#sieve.areDistinct) return;
    const sql = `select p.row_number as "rowNumber", c.last_row as "lastRow", s.hash is null as "isFresh"
      from (select key, max(row_number) as last_row from plan_key group by key having count(*) > 1) c
      join plan_key p on p.key = c.key and p.differs
      left join bulk.row_state s on s.sync_id = $1 and s.key = c.key
      order by p.row_number`;
    yield* this.#read<CopiedRow>(sql, COPIES_AT_ONCE);
  }

  /** Of rows that were refused, those whose key another row has, too. */
  async findRefusedCopies(refused: readonly number[]): Promise<RefusedCopy[]> {
    if (this.#sieve.areDistinct || refused.length === 0) return [];
    await this.#analyze();
    const { rows } = await this.client.query<RefusedCopy>(
      `select p.row_number as "rowNumber", c.last_row as "lastRow"
       from (select key, max(row_number) as last_row from plan_key group by key having count(*) > 1) c
       join plan_key p on p.key = c.key
       join unnest($1::int[]) as refused(row_number) on refused.row_number = p.row_number`,
      [refused],
    );
    return rows;
  }

  /** How many keys more than one row has, how many rows those are, and the first such keys. */
  async countCopies(most: number): Promise<{ keys: number; rows: number; first: readonly CopiedKey[] }> {
    if (this.#sieve.areDistinct) return { keys: 0, rows: 0, first: [] };
    await this.#analyze();
    const { rows } = await this.client.query<CopiedKey & { allKeys: number; allRows: number }>(
      `select key, rows::int, first_row as "firstRow", (count(*) over ())::int as "allKeys",
         (sum(rows) over ())::int as "allRows"
       from (
         select key, count(*) as rows, min(row_number) as first_row from plan_key group by key having count(*) > 1
       ) c
       order by first_row limit $1`,
      [most],
    );
    const first = rows.map(({ key, rows: copies, firstRow }) => ({ key, rows: copies, firstRow }));
    return { keys: rows[0]?.allKeys ?? 0, rows: rows[0]?.allRows ?? 0, first };
  }

  /** How many keys HubSpot accepted earlier, and how many of them this plan has not met. */
  async countKnown(): Promise<{ known: number; missing: number }> {
    // With a hash of 0 a record was only seen: it is nobody's loss.
    const accepted = "select count(*)::int as count from bulk.row_state s where s.sync_id = $1 and s.hash <> 0";
    const known = await this.#count(accepted);
    // Different keys, as many of them accepted as there are: none is missing, and nothing has to be looked through.
    if (this.#sieve.areDistinct && this.#accepted === known) return { known, missing: 0 };
    await this.#analyze();
    return { known, missing: await this.#count(`${accepted} and ${isMissing}`) };
  }

  /**
   * The missing keys with their records, so many at a time. A record that another key of the plan reaches as well, a
   * contact by its second address for one, isn't among them: it has a row.
   */
  async *listMissing(most: number): AsyncGenerator<PlannedRemoval[]> {
    const sql = `select s.key, s.record_id as "recordId" from bulk.row_state s
      where s.sync_id = $1 and s.hash <> 0 and ${isMissing}
        and not exists (
          select 1 from bulk.row_state o join plan_key p on p.key = o.key
          where o.sync_id = $1 and o.record_id = s.record_id)
      order by s.record_id, s.key`;
    yield* this.#read<PlannedRemoval>(sql, most);
  }

  /** All keys are noted: what comes now looks at the whole of them. */
  async #analyze(): Promise<void> {
    if (this.#isAnalyzed) return;
    await this.client.query("analyze plan_key");
    this.#isAnalyzed = true;
  }

  async #count(sql: string): Promise<number> {
    const { rows } = await this.client.query<{ count: number }>(sql, [this.syncId]);
    return rows[0]?.count ?? 0;
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  async *#read<T extends object>(sql: string, most: number): AsyncGenerator<T[]> {
    await this.#analyze();
    const cursor = this.client.query(new Cursor<T>(sql, [this.syncId]));
    try {
      for (let rows = await cursor.read(most); rows.length > 0; rows = await cursor.read(most)) yield rows;
    } finally {
      await cursor.close();
    }
  }
}

const special = /["\\]/g;

/** As an array of PostgreSQL's. The driver takes each text apart and together again, which takes longer than the rest. */
function writeTexts(texts: readonly (string | null)[]): string {
  return `{${texts.map(writeText)}}`;
}

function writeText(text: string | null): string {
  if (text === null) return "NULL";
  return text.search(special) < 0 ? `"${text}"` : `"${text.replace(special, "\\$&")}"`;
}
