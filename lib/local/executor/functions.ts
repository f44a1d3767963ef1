import { findNextFireTime } from "./cron";
import { FunctionConfig, type Registration } from "./registration";
import type { Transaction } from "./transaction";

/** Puts the app's functions in the place of those that it registered before. A cron that stays keeps its next time. */
export async function replaceFunctions(tx: Transaction, { app, functions }: Registration): Promise<void> {
  await tx.client.query("delete from executor.function where app = $1 and id <> all($2)", [
    app,
    functions.map(({ id }) => id),
  ]);
  for (const config of functions) {
    await tx.client.query(
      `insert into executor.function (id, app, config) values ($1, $2, $3)
       on conflict (id) do update set app = excluded.app, config = excluded.config`,
      [config.id, app, JSON.stringify(config)],
    );
    await replaceCrons(tx, config);
  }
  tx.hasNews = true;
}

export async function listFunctions(tx: Transaction): Promise<FunctionConfig[]> {
  const { rows } = await tx.client.query<{ config: unknown }>("select config from executor.function order by id");
  return rows.map(({ config }) => FunctionConfig.parse(config));
}

export async function findFunction(tx: Transaction, functionId: string): Promise<FunctionConfig | null> {
  const { rows } = await tx.client.query<{ config: unknown }>("select config from executor.function where id = $1", [
    functionId,
  ]);
  return rows[0] === undefined ? null : FunctionConfig.parse(rows[0].config);
}

async function replaceCrons(tx: Transaction, { id, triggers }: FunctionConfig): Promise<void> {
  const expressions = triggers.flatMap(({ cron }) => cron ?? []);
  await tx.client.query("delete from executor.cron where function_id = $1 and expression <> all($2)", [
    id,
    expressions,
  ]);
  for (const expression of expressions) {
    await tx.client.query(
      "insert into executor.cron (function_id, expression, next_at) values ($1, $2, $3) on conflict do nothing",
      [id, expression, findNextFireTime(expression, new Date())],
    );
  }
}
