import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, statSync } from "node:fs";
import path from "node:path";
import { AppError } from "@/lib/errors";

export interface ProgramResult {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Whoever PostgreSQL runs as. */
export interface PostgresAccount {
  run(program: string, args: readonly string[]): Promise<ProgramResult>;
  /** Makes a file or folder of ours belong to the account. */
  own(file: string): void;
}

interface Ids {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. As root we hand it to an unprivileged account; where that account can't reach the
 * folders (a checkout under /root), a user namespace that maps root to it does. A cluster that exists stays with the
 * account that made it.
 */
export function chooseAccount(options: { dataDir: string; mustReach: readonly string[] }): PostgresAccount {
  if (process.getuid?.() !== 0) return { run, own: () => {} };
  const ids = ownerOf(options.dataDir) ?? findUser("postgres") ?? findUser("nobody") ?? { uid: 65534, gid: 65534 };
  if (ids.uid !== 0 && options.mustReach.every((folder) => canReach(ids, folder))) {
    return {
      run: (program, args) => run(program, args, ids),
      own: (file) => chownSync(file, ids.uid, ids.gid),
    };
  }
  return { run: runInNamespace(options.mustReach), own: () => {} };
}

function ownerOf(dataDir: string): Ids | null {
  return existsSync(dataDir) ? statSync(dataDir) : null;
}

function findUser(name: string): Ids | null {
  const uid = spawnSync("id", ["-u", name], { encoding: "utf8" });
  const gid = spawnSync("id", ["-g", name], { encoding: "utf8" });
  if (uid.status !== 0 || gid.status !== 0) return null;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function canReach(ids: Ids, folder: string): boolean {
  return spawnSync("test", ["-x", folder], { uid: ids.uid, gid: ids.gid }).status === 0;
}

function runInNamespace(folders: readonly string[]): PostgresAccount["run"] {
  const inside = ["--user", "--map-user=65534", "--map-group=65534"];
  if (spawnSync("unshare", [...inside, "true"]).status !== 0) {
    throw new AppError(
      "not_configured",
      `PostgreSQL can't run as root, and no unprivileged account reaches ${folders.join(" and ")}. Move the project out of the private home folder, run it as a normal user, or set DATABASE_URL.`,
    );
  }
  return (program, args) => run("unshare", [...inside, program, ...args]);
}

function run(program: string, args: readonly string[], ids: Partial<Ids> = {}): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    // From the root folder, since the account may not be allowed into ours.
    const cwd = path.parse(process.execPath).root;
    const child = spawn(program, args, { ...ids, cwd, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, output: output.trim() }));
  });
}
