import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { thriftyFlags, thriftyVariables } from "./memory-thrift";
import { CommandError, say } from "./say";
import { type ProcessVariables, root } from "./settings";
import { requireGoingOn, waitForStop } from "./stopping";

export interface AppProcess {
  /** The process that serves now; null between two of them. */
  pid(): number | null;
  /** Rejects when the app can't be kept running. */
  readonly gaveUp: Promise<never>;
  stop(): Promise<void>;
}

interface AppOptions {
  readonly mode: "dev" | "start";
  readonly host: string;
  readonly port: number;
  readonly env: ProcessVariables;
  /** Called whenever a process of the app has begun to answer. */
  readonly onReady: () => Promise<void>;
  /** How often in a minute it may die before it is given up; five times unless told. */
  readonly mostRestarts?: number;
  /** Ctrl-C reaches the app as well: one that ends since it was stopped isn't started again. */
  readonly stopping: AbortSignal;
}

const READY_MS = 120_000;
const RESTART_WINDOW_MS = 60_000;

/** Starts Next and keeps it running: a process that dies is followed by another, unless they die in a row. */
export async function startApp(options: AppOptions): Promise<AppProcess> {
  const { mostRestarts = 5 } = options;
  let child = launch(options);
  let isStopping = false;
  const restarts: number[] = [];
  let giveUp: (error: Error) => void = () => {};
  const gaveUp = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  gaveUp.catch(() => {});
  const watch = (watched: ChildProcess) => {
    watched.once("exit", (code, signal) => {
      if (isStopping || options.stopping.aborted) return;
      const now = Date.now();
      restarts.push(now);
      if (restarts.filter((at) => now - at < RESTART_WINDOW_MS).length > mostRestarts) {
        giveUp(new CommandError("The app ended several times in a minute; its own words are above."));
        return;
      }
      say.warn(`The app ended (${signal ?? `exit code ${code}`}). Starting it again …`);
      const successor = launch(options);
      child = successor;
      watch(successor);
      // One that has died meanwhile is followed by another, which its own end sees to.
      const failed = (error: Error) => successor === child && giveUp(error);
      waitUntilReady(options, successor).then(options.onReady).catch(failed);
    });
  };
  const stop = async () => {
    isStopping = true;
    await end(child);
  };
  try {
    await waitUntilReady(options, child);
    watch(child);
    const stopped = waitForStop(options.stopping).then(() => requireGoingOn(options.stopping));
    await Promise.race([options.onReady(), stopped]);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    pid: () => (child.exitCode === null && child.signalCode === null ? (child.pid ?? null) : null),
    gaveUp,
    stop,
  };
}

function launch({ mode, host, port, env }: AppOptions): ChildProcess {
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const guard = path.join(import.meta.dirname, "exit-with-parent.mjs");
  const flags = [...thriftyFlags, "--import", guard];
  return spawn(process.execPath, [...flags, next, mode, "-H", host, "-p", String(port)], {
    cwd: root,
    env: { ...thriftyVariables, ...env },
    // Next greets on its standard output; its log and errors are on the other one.
    stdio: ["ignore", mode === "dev" ? "inherit" : "ignore", "inherit", "ipc"],
  });
}

async function waitUntilReady({ host, port }: AppOptions, child: ChildProcess): Promise<void> {
  const until = Date.now() + READY_MS;
  const address = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  while (Date.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new CommandError("The app ended before it answered; its own words are above.");
    }
    const answer = await fetch(`http://${address}:${port}/api/health`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => null,
    );
    if (answer?.ok) return;
    if (answer?.status === 500) throw new CommandError(await readMessage(answer));
    await wait(100);
  }
  throw new CommandError(`The app did not answer within ${READY_MS / 1000} s.`);
}

async function readMessage(answer: Response): Promise<string> {
  const body: unknown = await answer.json().catch(() => null);
  const parsed = z.object({ message: z.string() }).safeParse(body);
  return parsed.success ? parsed.data.message : "The app answers, but not that it is well; its own words are above.";
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const isGone = await Promise.race([exited.then(() => true), wait(8_000, false)]);
  if (!isGone) child.kill("SIGKILL");
  await exited;
}
