import path from "node:path";
import { listPages, type ShownPage } from "./list-pages";
import { launchBrowser, openSignedIn, type Person } from "./open-signed-in";

interface TakePictures {
  readonly appUrl: string;
  /** The browser's program. */
  readonly browser: string;
  /** Where the pictures go, as PNG. */
  readonly folder: string;
  readonly person: Person;
}

const themes = ["light", "dark"] as const;
const lost: ShownPage = { path: "/nothing-here", name: "not-found" };
const widths = [
  { name: "wide", viewport: { width: 1280, height: 900 } },
  { name: "narrow", viewport: { width: 375, height: 812 } },
] as const;

/** Takes a picture of every page, in both themes and two widths, and says how many there are. */
export async function takePictures({ appUrl, browser: program, folder, person }: TakePictures): Promise<number> {
  const browser = await launchBrowser(program);
  try {
    let taken = 0;
    for (const colorScheme of themes) {
      for (const { name, viewport } of widths) {
        const page = await openSignedIn(browser, appUrl, person, { colorScheme, viewport });
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
