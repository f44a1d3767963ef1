import type { Transaction } from "./transaction";

/** True for the first who names the key, and again once its time has passed. */
export async function claimOnce(tx: Transaction, key: string, forMs: number): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `insert into executor.once (key, expires_at) values ($1, now() + make_interval(secs => $2::float8 / 1000))
     on conflict (key) do update set expires_at = excluded.expires_at where once.expires_at <= now()`,
    [key, forMs],
  );
  return rowCount === 1;
}
