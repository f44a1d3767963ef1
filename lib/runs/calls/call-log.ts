import { getPool } from "../../db";
import { messageOf } from "../../errors";
import type { CallRecord } from "../../hubspot/client";
import { type DescribedCall, describeCall } from "../../hubspot/describe-call";
import { log } from "../../log";

/** So many of a run's calls are kept, the last ones. */
export const KEPT_CALLS = 500;
const FLUSH_MS = 1_000;

/**
 * Keeps the last calls of a run, for people to look at. They are written apart from the ledger, some a second: what they
 * tell may be lost, and nothing waits for them.
 */
export class CallLog {
  #waiting: DescribedCall[] = [];
  #flushedAt = performance.now();
  #flushing: Promise<void> = Promise.resolve();

  constructor(private readonly runId: string) {}

  note(call: CallRecord): void {
    this.#waiting.push(describeCall(call));
    if (performance.now() - this.#flushedAt >= FLUSH_MS) void this.flush();
  }

  /** Resolves when all that was noted is written, or lost. */
  flush(): Promise<void> {
    this.#flushedAt = performance.now();
    this.#flushing = this.#flushing.then(async () => {
      const calls = this.#waiting.slice(-KEPT_CALLS);
      this.#waiting = [];
      if (calls.length > 0) await this.#write(calls);
    });
    return this.#flushing;
  }

  async #write(calls: readonly DescribedCall[]): Promise<void> {
    try {
      await getPool().query(
        `with kept as (
           insert into bulk.run_call (run_id, started_at, method, path, status, duration_ms, correlation_id, attempt,
             request, answer)
           select $1, c.* from unnest($2::timestamptz[], $3::text[], $4::text[], $5::int[], $6::int[], $7::text[],
             $8::int[], $9::text[], $10::text[]) c
         )
         delete from bulk.run_call where run_id = $1 and id <= (
           select id from bulk.run_call where run_id = $1 order by id desc offset $11 limit 1)`,
        [
          this.runId,
          calls.map(({ startedAt }) => startedAt),
          calls.map(({ method }) => method),
          calls.map(({ path }) => path),
          calls.map(({ status }) => status),
          calls.map(({ durationMs }) => Math.round(durationMs)),
          calls.map(({ correlationId }) => correlationId),
          calls.map(({ attempt }) => attempt),
          calls.map(({ request }) => request),
          calls.map(({ answer }) => answer),
          // What is written now isn't seen by the part that deletes.
          Math.max(0, KEPT_CALLS - calls.length),
        ],
      );
    } catch (error) {
      log.warn({ runId: this.runId, reason: messageOf(error) }, "calls of a run could not be kept to be looked at");
    }
  }
}
