import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { CommandError, step } from "./say";

// Chromium without a window to draw comes first: it needs half of the work for a page.
const places = [
  "/usr/bin/chromium-headless-shell",
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
  const found = [chromium.executablePath(), ...places].find(isThere);
  if (found) return found;
  if (isRootOnDebian()) {
    await step("Installing Debian's Chromium", installFromDebian);
    const installed = places.find(isThere);
    if (installed) return installed;
  }
  throw new CommandError(
    "The browser tests need Chromium or Chrome, and none was found. Install one (Debian and Ubuntu: apt-get install chromium; elsewhere: npx playwright install chromium), or set PLAYWRIGHT_CHROMIUM_PATH.",
  );
}

const isThere = (place: string) => existsSync(place);

function isRootOnDebian(): boolean {
  const release = "/etc/os-release";
  return process.getuid?.() === 0 && existsSync(release) && /^ID(_LIKE)?=.*debian/m.test(readFileSync(release, "utf8"));
}

async function installFromDebian(): Promise<void> {
  const fonts = ["fonts-noto-core", "fonts-noto-cjk"];
  const install = (browser: string) => runApt("install", "-y", "--no-install-recommends", browser, ...fonts);
  const failure =
    (await runApt("update")) ??
    // Debian has the one without a window as a package of its own; its descendants need not.
    ((await install("chromium-headless-shell")) && (await install("chromium")));
  if (failure) throw new CommandError(failure);
}

/** What went wrong; null for nothing. */
async function runApt(...args: string[]): Promise<string | null> {
  const child = spawn("apt-get", args, { stdio: ["ignore", "ignore", "pipe"] });
  let words = "";
  child.stderr.on("data", (text) => {
    words += String(text);
  });
  const [code] = await once(child, "close");
  return code === 0 ? null : `apt-get ${args[0]} failed:\n${words.slice(-1_000)}`;
}
