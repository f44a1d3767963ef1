import pg from "pg";
import { receiveEvent } from "./events";
import { finishRun } from "./finish-run";
import { newsChannel, type Transact, type Transaction } from "./transaction";

const deadlockDetected = "40P01";
const maxTries = 5;

/**
 * Runs work in a transaction, together with what follows from it: events that it gave rise to, runs that it broke. Two
 * transactions that meet in a deadlock are settled by Postgres, and the one that lost is repeated; so work touches
 * nothing but the database.
 */
export function createTransact(pool: pg.Pool): Transact {
  return async (work) => {
    for (let tries = 1; ; tries++) {
      try {
        return await runOnce(pool, work);
      } catch (thrown) {
        const isDeadlock = thrown instanceof pg.DatabaseError && thrown.code === deadlockDetected;
        if (!isDeadlock || tries === maxTries) throw thrown;
      }
    }
  };
}

async function runOnce<Result>(pool: pg.Pool, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let failure: unknown = null;
  try {
    await client.query("begin");
    const tx: Transaction = { client, events: [], breaches: [], hasNews: false };
    const result = await work(tx);
    await settleConsequences(tx);
    if (tx.hasNews) await client.query(`notify ${newsChannel}`);
    await client.query("commit");
    return result;
  } catch (thrown) {
    failure = thrown;
    throw thrown;
  } finally {
    // A connection that can't even roll back is thrown away, not given to the next one.
    const isBroken = failure !== null && (await client.query("rollback").then(isFalse, isTrue));
    client.release(isBroken);
  }
}

const isTrue = () => true;
const isFalse = () => false;

async function settleConsequences(tx: Transaction): Promise<void> {
  for (;;) {
    const breach = tx.breaches.shift();
    if (breach !== undefined) {
      await finishRun(tx, breach.runId, { status: "failed", error: breach.error });
      continue;
    }
    const event = tx.events.shift();
    if (event === undefined) return;
    await receiveEvent(tx, event);
  }
}
