import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import { isAlive } from "./postgres-process";

const patienceMs = 120_000;
const heldHere = new Set<string>();

/** Runs `work` while nobody else on this machine does so with the same folder. */
export async function withStartLock<T>(dir: string, work: () => Promise<T>): Promise<T> {
  const file = path.join(dir, "starting.lock");
  const giveUpAt = Date.now() + patienceMs;
  while (!takeLock(file)) {
    if (Date.now() > giveUpAt) {
      throw new AppError("conflict", `PostgreSQL in ${dir} is being started by another process, for too long now.`);
    }
    await wait(50);
  }
  heldHere.add(file);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
    heldHere.delete(file);
  }
}

function takeLock(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (thrown) {
    if (!hasCode(thrown, "EEXIST")) throw thrown;
    removeIfAbandoned(file);
    return false;
  }
}

function removeIfAbandoned(file: string): void {
  if (heldHere.has(file)) return;
  // Renamed first, so that of two processes that find it abandoned only one removes it.
  const mine = `${file}.${randomUUID()}`;
  try {
    if (!isAbandoned(file)) return;
    renameSync(file, mine);
    rmSync(mine);
  } catch (thrown) {
    if (!hasCode(thrown, "ENOENT")) throw thrown; // its owner let go in the meantime
  }
}

function isAbandoned(file: string): boolean {
  const owner = Number.parseInt(readFileSync(file, "utf8"), 10);
  // A restarted container hands out the same pids again, so our own pid on a lock that we don't hold is a dead owner's.
  if (owner === process.pid || (owner > 0 && !isAlive(owner))) return true;
  return Date.now() - statSync(file).mtimeMs > patienceMs;
}

function hasCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === code;
}
