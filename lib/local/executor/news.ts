import pg from "pg";
import { messageOf } from "@/lib/errors";
import type { Engine } from "./engine";
import { newsChannel } from "./transaction";

const reconnectMs = 1_000;

/** Calls back when this executor or another on the same database has written something to pick up. */
export async function listenForNews(
  databaseUrl: string,
  log: Engine["log"],
  onNews: () => void,
): Promise<() => Promise<void>> {
  let isStopping = false;
  let client = await connect();

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client({ connectionString: databaseUrl });
    next.on("notification", onNews);
    next.on("error", (error) => log({ level: "warn", message: `The executor lost its news: ${error.message}` }));
    await next.connect();
    await next.query(`listen ${newsChannel}`);
    next.once("end", reconnectLater);
    return next;
  }

  async function reconnect(): Promise<void> {
    if (isStopping) return;
    try {
      client = await connect();
      if (isStopping) await client.end();
      onNews();
    } catch (thrown) {
      log({ level: "warn", message: `The executor can't hear news: ${messageOf(thrown)}` });
      reconnectLater();
    }
  }

  function reconnectLater(): void {
    if (!isStopping) setTimeout(() => void reconnect(), reconnectMs).unref();
  }

  return async () => {
    isStopping = true;
    await client.end();
  };
}
