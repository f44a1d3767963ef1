import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { listPages, type ShownPage } from "./list-pages";

interface TakePictures {
  readonly appUrl: string;
  /** The browser's program. */
  readonly browser: string;
  /** Where the pictures go, as PNG. */
  readonly folder: string;
  readonly person: { readonly email: string; readonly password: string };
}

const themes = ["light", "dark"] as const;
const lost: ShownPage = { path: "/nothing-here", name: "not-found" };
const widths = [
  { name: "wide", viewport: { width: 1280, height: 900 } },
  { name: "narrow", viewport: { width: 375, height: 812 } },
] as const;

/** Takes a picture of every page, in both themes and two widths, and says how many there are. */
export async function takePictures({ appUrl, browser: program, folder, person }: TakePictures): Promise<number> {
  const browser = await chromium.launch({
    executablePath: program,
    args: ["--disable-gpu", "--disable-dev-shm-usage", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  try {
    let taken = 0;
    for (const colorScheme of themes) {
      for (const { name, viewport } of widths) {
        const page = await openSignedIn(browser, { appUrl, person, colorScheme, viewport });
        for (const { path: where, name: what } of [...(await listPages(page)), lost]) {
          await page.goto(where, { waitUntil: "networkidle" });
          await page.screenshot({
            path: path.join(folder, `${what}-${colorScheme}-${name}.png`),
            fullPage: true,
            animations: "disabled",
          });
          taken += 1;
        }
        await page.context().close();
      }
    }
    return taken;
  } finally {
    await browser.close();
  }
}

interface Look {
  readonly appUrl: string;
  readonly person: TakePictures["person"];
  readonly colorScheme: (typeof themes)[number];
  readonly viewport: (typeof widths)[number]["viewport"];
}

async function openSignedIn(browser: Browser, { appUrl, person, ...look }: Look): Promise<Page> {
  const context = await browser.newContext({ baseURL: appUrl, reducedMotion: "reduce", ...look });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  return page;
}
