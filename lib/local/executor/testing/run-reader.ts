import pg from "pg";
import { until } from "./until";

export interface TestRun {
  readonly id: string;
  readonly functionId: string;
  readonly status: "running" | "completed" | "failed" | "cancelled";
  readonly output: unknown;
  readonly error: { readonly name: string; readonly message: string } | null;
  readonly seconds: number;
}

/** Looks into the executor's tables. */
export interface RunReader {
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
  list(eventId: string): Promise<TestRun[]>;
  /** The one run of the event, once it is there. */
  find(eventId: string): Promise<TestRun>;
  /** The one run of the event, once it has ended. */
  end(eventId: string): Promise<TestRun>;
  /** The run of the event, once it has nothing to do but wait. */
  idle(eventId: string): Promise<TestRun>;
  close(): Promise<void>;
}

export function openRunReader(databaseUrl: string): RunReader {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  // A connection that is still closing when the database is dropped is cut off, and that is fine.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));

  async function query<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await pool.query(sql, values);
    return rows;
  }

  const list = (eventId: string) =>
    query<TestRun>(
      `select id, function_id as "functionId", status, output, error,
         extract(epoch from ended_at - created_at)::float8 as seconds
       from executor.run where event_id = $1 order by created_at`,
      [eventId],
    );

  return {
    query,
    list,
    find: (eventId) => until(`a run of ${eventId}`, async () => (await list(eventId))[0]),
    end: (eventId) =>
      until(`the end of ${eventId}`, async () => (await list(eventId)).find(({ status }) => status !== "running")),
    idle: (eventId) =>
      until(`a run of ${eventId} that waits`, async () => {
        const [run] = await list(eventId);
        const calls = `select from executor.job where run_id = $1 and kind in ('discover', 'step')`;
        return run !== undefined && (await query(calls, [run.id])).length === 0 ? run : null;
      }),
    close: () => pool.end(),
  };
}
