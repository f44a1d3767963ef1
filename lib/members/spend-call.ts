import { getPool } from "../db";
import { AppError } from "../errors";

export const CALLS_PER_MINUTE = 600;

const MINUTE_MS = 60_000;

/** A key has used up its minute. */
export class CallsSpent extends AppError {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super(
      "throttled",
      `This key has made its ${CALLS_PER_MINUTE} calls of this minute. Go on in ${retryAfterSeconds} s, or poll less often.`,
    );
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/**
 * Counts a call of a key, and refuses it when the key has spent its calls of the minute. One statement counts for all
 * processes; a process whose clock is behind counts in the minute that the others are in.
 */
export async function spendCall(apiKeyId: string, now = new Date()): Promise<void> {
  const minute = new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS);
  const { rows } = await getPool().query<{ minute: Date; calls: number }>(
    `insert into "ApiKeyAllowance" as kept ("apiKeyId", minute, calls) values ($1, $2, 1)
     on conflict ("apiKeyId") do update set
       calls = case when kept.minute < excluded.minute then 1 else kept.calls + 1 end,
       minute = greatest(kept.minute, excluded.minute)
     returning minute, calls`,
    [apiKeyId, minute],
  );
  const [spent] = rows;
  if (!spent) throw new Error("The count was not returned.");
  if (spent.calls <= CALLS_PER_MINUTE) return;
  throw new CallsSpent(Math.max(1, Math.ceil((spent.minute.getTime() + MINUTE_MS - now.getTime()) / 1000)));
}
