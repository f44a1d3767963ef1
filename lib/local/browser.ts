import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { CommandError, step } from "./say";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
];

/** The browser for the tests: a named one, Playwright's own, an installed one, or Debian's package where that can be had. */
export async function findBrowser(named: string | undefined): Promise<string> {
  if (named) {
    if (existsSync(named)) return named;
    throw new CommandError(`PLAYWRIGHT_CHROMIUM_PATH names ${named}, and there is no such file.`);
  }
  const found = [chromium.executablePath(), ...places].find((place) => existsSync(place));
  if (found) return found;
  if (isRootOnDebian()) {
    await step("Installing Debian's Chromium", installFromDebian);
    const installed = places.find((place) => existsSync(place));
    if (installed) return installed;
  }
  throw new CommandError(
    "The browser tests need Chromium or Chrome, and none was found. Install one (Debian and Ubuntu: apt-get install chromium; elsewhere: npx playwright install chromium), or set PLAYWRIGHT_CHROMIUM_PATH.",
  );
}

function isRootOnDebian(): boolean {
  const release = "/etc/os-release";
  return process.getuid?.() === 0 && existsSync(release) && /^ID(_LIKE)?=.*debian/m.test(readFileSync(release, "utf8"));
}

async function installFromDebian(): Promise<void> {
  for (const args of [
    ["update"],
    ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-core", "fonts-noto-cjk"],
  ]) {
    const { status, stderr } = spawnSync("apt-get", args, { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] });
    if (status !== 0) throw new CommandError(`apt-get ${args[0]} failed:\n${stderr.slice(-1_000)}`);
  }
}
