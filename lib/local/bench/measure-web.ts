import { readEnv } from "@/lib/env";
import { findBrowser } from "../browser";
import { listPages, type ShownPage } from "../pictures/list-pages";
import { launchBrowser, openSignedIn } from "../pictures/open-signed-in";
import { step } from "../say";
import { readVariables } from "../settings";
import type { Measure } from "./bench";
import { type Figure, takeMedian } from "./figures";
import { type Throttle, type WatchedPage, watchPage } from "./watch-page";

const TABLE = "shown";
const ROWS = 5_000;
const ROUNDS = 3;
const MOST_SCRIPT_BYTES = 200_000;
// Browsers call 0.1 good; this is a line of text that gives way to another one.
const MOST_LAYOUT_SHIFT = 0.01;
// The pages on which SQL is written and mappings are made check what was typed as it is typed, by the engine itself.
const editors: ReadonlySet<string> = new Set(["sync", "new-sync"]);

// A machine of a quarter of this one's pace behind a middling mobile line.
const slow: Throttle = { processor: 4, bytesPerSecond: 1_600_000 / 8, latencyMs: 150 };

/** What each page of the console costs a browser: its scripts, and how soon it is there on a slow machine. */
export const measureWeb: Measure = {
  name: "web",
  tables: () => [{ name: TABLE, rows: ROWS, badRowIn: 100 }],
  async take(bench) {
    await bench.door.liftLimit();
    await bench.door.setLatency(0);
    const syncId = await bench.createSync(TABLE);
    await step("Running a sync, so that pages have something to show", () => bench.run(syncId));
    const browser = await launchBrowser(await findBrowser(readVariables().PLAYWRIGHT_CHROMIUM_PATH));
    try {
      const page = await openSignedIn(browser, readEnv().NEXTAUTH_URL, bench.account, {
        viewport: { width: 1280, height: 900 },
      });
      const figures: Figure[] = [];
      for (const shown of await listPages(page)) {
        const rounds = await step(`Opening ${shown.name}`, async () => {
          const watched: WatchedPage[] = [];
          for (let round = 0; round < ROUNDS; round += 1) watched.push(await watchPage(page, shown.path, slow));
          return watched;
        });
        figures.push(toFigure(shown, rounds));
      }
      return figures;
    } finally {
      await browser.close();
    }
  },
};

function toFigure({ name }: ShownPage, rounds: readonly WatchedPage[]): Figure {
  const median = (read: (watched: WatchedPage) => number) => takeMedian(rounds.map(read));
  const scriptBytes = median((watched) => watched.scriptBytes);
  const scripts = formatKilobytes(scriptBytes);
  const paint = (median(({ firstPaintMs }) => firstPaintMs) / 1000).toFixed(2);
  const layoutShift = median((watched) => watched.layoutShift);
  const shift = layoutShift.toFixed(3);
  const faults = [
    ...(scriptBytes > MOST_SCRIPT_BYTES && !editors.has(name)
      ? [`${name} has ${scripts} of scripts: more than ${formatKilobytes(MOST_SCRIPT_BYTES)}.`]
      : []),
    ...(layoutShift > MOST_LAYOUT_SHIFT ? [`${name} moves by ${shift} while it loads.`] : []),
  ];
  return {
    measured: `page ${name}, until it can be used`,
    rows: null,
    seconds: median(({ interactiveMs }) => interactiveMs) / 1000,
    remark: `${scripts} of scripts; first paint ${paint} s; layout shift ${shift}`,
    ...(faults.length > 0 ? { fault: faults.join(" ") } : {}),
  };
}

function formatKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
