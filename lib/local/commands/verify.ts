import { spawnSync } from "node:child_process";
import { say } from "../say";
import { readVariables, root } from "../settings";

const checks = [
  { name: "format and lint", bin: "biome", args: ["check", "--error-on-warnings", "."] },
  { name: "route types", bin: "next", args: ["typegen"] },
  { name: "types", bin: "tsc", args: ["--noEmit"] },
  {
    name: "borders",
    bin: "depcruise",
    args: ["--config", ".dependency-cruiser.cjs", "app", "components", "lib", "inngest", "prisma", "e2e"],
  },
  { name: "unit tests", bin: "vitest", args: ["run", "--project", "unit"] },
];

let failed = 0;
for (const { name, bin, args } of checks) {
  const began = Date.now();
  const { status, stdout, stderr } = spawnSync(`node_modules/.bin/${bin}`, args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === "win32",
    env: { ...readVariables(), NODE_ENV: "development" },
  });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  if (status === 0) {
    say.done(`${name} (${seconds} s)`);
    continue;
  }
  failed += 1;
  console.error(`✗ ${name} (${seconds} s)\n${stdout}${stderr}`);
}
say.line(failed === 0 ? "\nAll checks passed." : `\n${failed} of ${checks.length} checks failed.`);
process.exit(failed === 0 ? 0 : 1);
