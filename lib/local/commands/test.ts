import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { findBrowser } from "../browser";
import { ensureBuilt } from "../build";
import { findFreePort } from "../free-port";
import { endWith, say } from "../say";
import { readVariables, root } from "../settings";

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numFailedTestSuites: z.number(),
});
const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

const variables = readVariables();
const reports = mkdtempSync(path.join(tmpdir(), "sluice-reports-"));
try {
  const browser = await findBrowser(variables.PLAYWRIGHT_CHROMIUM_PATH);
  await ensureBuilt(variables);
  const tallies = [await runVitest(), await runPlaywright(browser)];
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  say.line(`\n${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
  process.exitCode = sum("failed") === 0 && sum("passed") > 0 ? 0 : 1;
} catch (error) {
  endWith(error);
} finally {
  rmSync(reports, { recursive: true, force: true });
}

/** Unit, database and integration tests. A run that ended badly with no test to blame counts as one failure. */
async function runVitest(): Promise<Tally> {
  say.line("\n— Unit, database and integration tests —");
  const file = path.join(reports, "vitest.json");
  const code = await run(
    "vitest/vitest.mjs",
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    {},
  );
  const report = readReport(file, VitestReport);
  const failed = Math.max(report?.numFailedTests ?? 0, code === 0 ? 0 : 1);
  return {
    passed: report?.numPassedTests ?? 0,
    failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

async function runPlaywright(browser: string): Promise<Tally> {
  say.line("\n— Browser tests —");
  const file = path.join(reports, "playwright.json");
  const code = await run("@playwright/test/cli.js", ["test", "--reporter=list,json"], {
    PLAYWRIGHT_CHROMIUM_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    E2E_PORT: String(await findFreePort()),
  });
  const stats = readReport(file, PlaywrightReport)?.stats;
  return {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: Math.max(stats?.unexpected ?? 0, code === 0 ? 0 : 1),
    skipped: stats?.skipped ?? 0,
  };
}

async function run(bin: string, args: string[], more: Record<string, string>): Promise<number | null> {
  const child = spawn(process.execPath, [path.join(root, "node_modules", bin), ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...variables, NODE_ENV: "test", LOG_LEVEL: "silent", ...more },
  });
  const [code] = await once(child, "exit");
  return code;
}

function readReport<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    // The command died before it could write one; its exit code counts as the failure.
    return null;
  }
}
