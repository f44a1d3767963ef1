import { keepRunsMs } from "./limits";
import type { Transaction } from "./transaction";

/** Forgets runs that ended long ago, with their steps, and keys whose time is over. */
export async function sweepOldRuns({ client }: Transaction): Promise<void> {
  await client.query("delete from executor.run where ended_at < now() - make_interval(secs => $1::float8 / 1000)", [
    keepRunsMs,
  ]);
  await client.query("delete from executor.once where expires_at < now()");
}
