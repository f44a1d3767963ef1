// The door of the commands below. Until the packages are installed it has nothing but Node's own modules; then it
// hands over to the command of that name.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const commands = ["demo", "dev", "start", "test", "verify", "bench", "chaos", "pictures"];
const [command = "", ...rest] = process.argv.slice(2);

function fail(message) {
  console.error(`\n✗ ${message}`);
  process.exit(1);
}

if (!commands.includes(command)) fail(`There is no command “${command}”. There are: ${commands.join(", ")}.`);
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Sluice needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer one and try again.`);
}

/** True when the packages are those of the lock file: npm writes its own copy last, so an older one is another's. */
function isInstalled() {
  const installed = path.join(root, "node_modules/.package-lock.json");
  const lock = path.join(root, "package-lock.json");
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
}

/** True when Prisma's client is of this schema. npm makes it, unless its scripts are off or only the schema is new. */
function isGenerated() {
  const client = path.join(root, "lib/generated/prisma/client.ts");
  const schema = path.join(root, "prisma/schema.prisma");
  return existsSync(client) && statSync(client).mtimeMs >= statSync(schema).mtimeMs;
}

if (!isInstalled()) {
  console.log("• Installing the packages of package-lock.json (a minute or two) …");
  const began = Date.now();
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const install = spawnSync(npm, ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (install.status !== 0) {
    fail(
      "The packages could not be installed; npm's own words are above. Check that a package registry is reached, then run the command again.",
    );
  }
  console.log(`✓ Packages installed (${((Date.now() - began) / 1000).toFixed(0)} s)`);
}

if (!isGenerated()) {
  const prisma = path.join(root, "node_modules/prisma/build/index.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [prisma, "generate"], { cwd: root, encoding: "utf8" });
  if (status !== 0) fail(`Prisma's client could not be generated:\n${stdout}${stderr}`);
}

const child = spawn(process.execPath, ["--import", "tsx", `lib/local/commands/${command}.ts`, ...rest], {
  cwd: root,
  stdio: "inherit",
  env: {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: "1",
    CHECKPOINT_DISABLE: "1",
    // The version in the lock file runs on the Node versions that package.json names.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  },
});
// This process only waits until the child has cleaned up. On a terminal Ctrl-C reaches both; hearing it twice is harmless.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 1)));
