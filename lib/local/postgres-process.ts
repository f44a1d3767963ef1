import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

export interface RunningPostgres {
  readonly pid: number;
  readonly port: number;
}

/** The server that runs on the data folder, from the pid file that PostgreSQL keeps there; null if none does. */
export function findRunning(dataDir: string): RunningPostgres | null {
  const pidFile = path.join(dataDir, "postmaster.pid");
  if (!existsSync(pidFile)) return null;
  const lines = readFileSync(pidFile, "utf8").split("\n");
  const pid = Number(lines[0]);
  return isPostgresOf(pid, dataDir) ? { pid, port: Number(lines[3]) } : null;
}

/**
 * A server that was killed leaves its pid file behind, and PostgreSQL refuses to start while any process has that pid.
 * Call it only when `findRunning` found none.
 */
export function removeStalePidFile(dataDir: string): void {
  rmSync(path.join(dataDir, "postmaster.pid"), { force: true });
}

/** False for zombies, too: in containers whose first process doesn't reap, a killed process stays one for ever. */
export function isAlive(pid: number): boolean {
  return readCommand(pid) !== null;
}

/** Pids are used again, so a live process counts only if its command line names the folder. */
function isPostgresOf(pid: number, dataDir: string): boolean {
  const command = readCommand(pid);
  if (command === null) return false;
  // Windows tells the program's name only.
  return command.includes("postgres") && (process.platform === "win32" || command.includes(dataDir));
}

function readCommand(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (process.platform === "linux") return readLinuxCommand(pid);
  if (process.platform === "win32") {
    const { stdout } = spawnSync("tasklist", ["/FI", `PID eq ${pid}`, "/NH"], { encoding: "utf8" });
    return stdout.includes(String(pid)) ? stdout : null;
  }
  const { status, stdout } = spawnSync("ps", ["-ww", "-p", String(pid), "-o", "stat=,command="], { encoding: "utf8" });
  return status === 0 && !stdout.trim().startsWith("Z") ? stdout : null;
}

function readLinuxCommand(pid: number): string | null {
  try {
    // `pid (name) state …`, where the name may hold anything, brackets included.
    const state = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "")[0];
    return state === "Z" ? null : readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return null; // no such process
  }
}
