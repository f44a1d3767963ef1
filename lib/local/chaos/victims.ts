import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { realpathSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { AppProcess } from "../app-process";
import { type PostgresServer, startPostgres } from "../postgres";
import { findRunning } from "../postgres-process";
import { CommandError } from "../say";

/** Something that is killed without warning and comes back under its address. */
export interface Victim {
  /** Resolves when it is dead. */
  kill(): Promise<void>;
  /** Resolves when it works again. */
  revive(): Promise<void>;
}

const LOOK_MS = 20;
const PATIENCE_MS = 60_000;

/** Looks again and again until there is something to see; throws a `CommandError` that says what there wasn't. */
export async function until<Seen>(what: string, look: () => Promise<Seen | null>, patienceMs = PATIENCE_MS) {
  const endsAt = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen !== null) return seen;
    if (Date.now() > endsAt) throw new CommandError(`Waited ${patienceMs / 1_000} s in vain for ${what}.`);
    await wait(LOOK_MS);
  }
}

/** The app, which its command starts again by itself. */
export function makeAppVictim(app: AppProcess, appUrl: string): Victim {
  return {
    async kill() {
      const pid = await until("a process of the app", async () => app.pid());
      process.kill(pid, "SIGKILL");
      await until("the app's end", async () => (app.pid() === pid ? null : true));
    },
    async revive() {
      await until("the app's answer", async () => {
        const answer = await fetch(`${appUrl}/api/health`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
        return answer?.ok ? true : null;
      });
    },
  };
}

export async function startPostgresVictim(dir: string): Promise<Victim & { server: PostgresServer }> {
  const server = await startPostgres({ dir });
  const dataDir = path.join(realpathSync(dir), "data");
  return {
    server,
    async kill() {
      const running = findRunning(dataDir);
      if (running === null) throw new CommandError("PostgreSQL isn't running.");
      process.kill(running.pid, "SIGKILL");
      await until("PostgreSQL's end", async () => (findRunning(dataDir) === null ? true : null));
    },
    async revive() {
      await startPostgres({ dir, port: server.port });
    },
  };
}

/** The executor or the S3 server, in a process of its own. `options` name its port. */
export async function startStandIn(
  name: "executor" | "s3",
  options: { readonly port: number } & Record<string, unknown>,
): Promise<Victim & { stop(): Promise<void> }> {
  let child = await launch(name, options);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  return {
    kill: () => end("SIGKILL"),
    async revive() {
      child = await launch(name, options);
    },
    stop: () => end("SIGTERM"),
  };
}

async function launch(name: string, options: Record<string, unknown>): Promise<ChildProcess> {
  const entry = path.join(import.meta.dirname, "stand-in-process.ts");
  const child = fork(entry, [name, JSON.stringify(options)], { execArgv: ["--import", "tsx"] });
  const failed = once(child, "exit").then(() => {
    throw new CommandError(`The ${name} ended before it had begun.`);
  });
  await Promise.race([once(child, "message"), failed]);
  // It may end now.
  failed.catch(() => {});
  return child;
}
