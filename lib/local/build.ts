import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { CommandError, step } from "./say";
import { root } from "./settings";

const built = [
  "app",
  "components",
  "inngest",
  "lib",
  "public",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];
const stampFile = path.join(root, ".next/built-from");

/** Builds the app for production, unless it is built from just these sources already. */
export async function ensureBuilt(env: Record<string, string>): Promise<void> {
  const stamp = stampSources();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  await step("Building the app", async () => {
    const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
    const child = spawn(process.execPath, [next, "build"], {
      cwd: root,
      env: { ...env, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => output.push(String(text)));
    const [code] = await once(child, "exit");
    if (code !== 0) throw new CommandError(`The app could not be built:\n\n${output.join("").slice(-6_000)}`);
    writeFileSync(stampFile, stamp);
  });
}

function stampSources(): string {
  const hash = createHash("sha256");
  for (const file of built.flatMap((name) => listFiles(path.join(root, name)))) {
    hash.update(path.relative(root, file)).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function listFiles(place: string): string[] {
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [place];
  const names = readdirSync(place).filter((name) => name !== "local" || path.basename(place) !== "lib");
  return names.sort().flatMap((name) => listFiles(path.join(place, name)));
}
