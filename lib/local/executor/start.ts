import pg from "pg";
import { AppError } from "@/lib/errors";
import { inngestBackoffMs } from "./backoff";
import type { Engine, LogLine } from "./engine";
import { startLoop } from "./loop";
import { listenForNews } from "./news";
import { registerApp } from "./register";
import { createSchema } from "./schema";
import { startServer } from "./server";
import { createTransact } from "./transact";
import { createWaker } from "./waker";

export interface ExecutorOptions {
  /** Its tables live in a schema of their own, `executor`, made at the start. */
  databaseUrl: string;
  /** Where the app serves its functions: `http://127.0.0.1:3000/api/inngest`. */
  appUrl: string;
  eventKey: string;
  /** `signkey-prod-<hex>`: calls, answers and registrations are signed with it, always. */
  signingKey: string;
  /** On loopback; 0 or nothing is any free port. */
  port?: number;
  log?: (line: LogLine) => void;
  /** How long a call is this executor's after its last sign of life. */
  leaseMs?: number;
  /** The wait after a failed attempt, counted from 0. */
  backoffMs?: (attempt: number) => number;
  /** Several steps in one call, as in production. */
  isCheckpointing?: boolean;
  concurrentCalls?: number;
  /** How long `register` waits for an app that doesn't answer. */
  registerWithinMs?: number;
}

export interface Executor {
  readonly url: string;
  /** Asks the app to register its functions, and waits until it has. */
  register(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts an executor of Inngest functions for one machine; any number may share a database. */
export async function startExecutor(options: ExecutorOptions): Promise<Executor> {
  checkOptions(options);
  const log = options.log ?? (() => {});
  const pool = openPool(options.databaseUrl, log);
  const engine: Engine = {
    pool,
    transact: createTransact(pool),
    appUrl: options.appUrl,
    eventKey: options.eventKey,
    signingKey: options.signingKey,
    leaseMs: options.leaseMs ?? 30_000,
    concurrentCalls: options.concurrentCalls ?? 8,
    isCheckpointing: options.isCheckpointing ?? true,
    backoffMs: options.backoffMs ?? inngestBackoffMs,
    log,
  };
  const waker = createWaker();
  const cleanUps = [() => pool.end()];
  try {
    await createSchema(engine.transact);
    cleanUps.unshift(await listenForNews(options.databaseUrl, log, waker.wake));
    const server = await startServer(engine, options.port ?? 0);
    cleanUps.unshift(server.close);
    // The door stays open until the calls have ended: the steps of a call send events and checkpoints through it.
    cleanUps.unshift(startLoop(engine, waker).stop);
    const stopping = new AbortController();
    return {
      url: server.url,
      register: () => registerApp(engine, { withinMs: options.registerWithinMs ?? 120_000, signal: stopping.signal }),
      async stop() {
        stopping.abort();
        for (const cleanUp of cleanUps.splice(0)) await cleanUp();
      },
    };
  } catch (thrown) {
    for (const cleanUp of cleanUps) await cleanUp();
    throw thrown;
  }
}

function openPool(databaseUrl: string, log: Engine["log"]): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  pool.on("error", (error) => log({ level: "warn", message: `The executor lost a connection: ${error.message}` }));
  // One that breaks while it is lent out fails its next query; without a listener it would end the process before that.
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

function checkOptions({ signingKey, eventKey, appUrl }: ExecutorOptions): void {
  if (!/^signkey-\w+-([0-9a-f]{2})+$/.test(signingKey)) {
    throw new AppError("not_configured", "The signing key must look like signkey-prod-<hex digits>.");
  }
  if (!/^[\w-]+$/.test(eventKey)) {
    throw new AppError(
      "not_configured",
      "The event key may have letters, digits, - and _ only, as it is part of a URL.",
    );
  }
  if (!URL.canParse(appUrl)) throw new AppError("not_configured", `"${appUrl}" is no URL of the app.`);
}
