import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { finished } from "node:stream/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { z } from "zod";
import { findBrowser } from "../browser";
import { ensureBuilt } from "../build";
import { findLaterPort } from "../free-port";
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
  const browser = findBrowser(variables.PLAYWRIGHT_CHROMIUM_PATH);
  // That there is none is told at once; one that has to be installed is waited for by the journeys alone.
  await Promise.race([browser, nextTurn()]);
  // Side by side, since each waits as much as it works: only what needs the built app waits for it.
  const building = ensureBuilt(variables);
  const parts = runVitest("Unit and database tests", ["unit", "database"]);
  const whole = Promise.all([parts, building]).then(() => runVitest("Integration tests", ["integration"]));
  const journeys = Promise.all([browser, building]).then(([place]) => runPlaywright(place, whole));
  await Promise.allSettled([parts, whole, journeys]);
  const tallies = await Promise.all([parts, whole, journeys]);
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  say.line(`\n${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
  process.exitCode = sum("failed") === 0 && sum("passed") > 0 ? 0 : 1;
} catch (error) {
  endWith(error);
} finally {
  rmSync(reports, { recursive: true, force: true });
}

/** A run that ended badly with no test to blame counts as one failure. */
async function runVitest(title: string, projects: readonly string[]): Promise<Tally> {
  say.line(`\n— ${title} —`);
  const file = path.join(reports, `${projects.join("-")}.json`);
  const chosen = projects.flatMap((name) => ["--project", name]);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await start("vitest/vitest.mjs", ["run", ...chosen, ...reporters], {}).ended;
  const report = readReport(file, VitestReport);
  const failed = Math.max(report?.numFailedTests ?? 0, code === 0 ? 0 : 1);
  return {
    passed: report?.numPassedTests ?? 0,
    failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

/** What these tests say is told when `others` have ended, so that the words of two don't mingle. */
async function runPlaywright(browser: string, others: Promise<unknown>): Promise<Tally> {
  const file = path.join(reports, "playwright.json");
  const { child, ended } = start(
    "@playwright/test/cli.js",
    ["test", "--reporter=list,json"],
    {
      PLAYWRIGHT_CHROMIUM_PATH: browser,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
      E2E_PORT: String(await findLaterPort()),
    },
    "pipe",
  );
  const words = new PassThrough({ highWaterMark: 64 * 1024 * 1024 });
  child.stdout?.pipe(words, { end: false });
  child.stderr?.pipe(words, { end: false });
  await others.catch(() => {});
  say.line("\n— Browser tests —");
  words.pipe(process.stdout);
  const code = await ended;
  words.end();
  await finished(words);
  const stats = readReport(file, PlaywrightReport)?.stats;
  return {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: Math.max(stats?.unexpected ?? 0, code === 0 ? 0 : 1),
    skipped: stats?.skipped ?? 0,
  };
}

function start(bin: string, args: string[], more: Record<string, string>, output: "inherit" | "pipe" = "inherit") {
  const child = spawn(process.execPath, [path.join(root, "node_modules", bin), ...args], {
    cwd: root,
    stdio: ["inherit", output, output],
    env: { ...variables, NODE_ENV: "test", LOG_LEVEL: "silent", ...more },
  });
  // Closed is after the last word of what it says.
  return { child, ended: once(child, "close").then(([code]): number | null => code) };
}

function readReport<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    // The command died before it could write one; its exit code counts as the failure.
    return null;
  }
}
