import type { Page } from "@playwright/test";

export interface ShownPage {
  readonly path: string;
  /** What its pictures are called. */
  readonly name: string;
}

const fixed: readonly ShownPage[] = [
  { path: "/", name: "overview" },
  { path: "/syncs", name: "syncs" },
  { path: "/syncs/new", name: "new-sync" },
  { path: "/runs", name: "runs" },
  { path: "/rejects", name: "rejects" },
  { path: "/records", name: "records" },
  { path: "/connections", name: "connections" },
  { path: "/connections/sources/new", name: "new-source" },
  { path: "/connections/storage", name: "storage" },
  { path: "/settings", name: "settings" },
  { path: "/docs", name: "docs" },
  { path: "/docs/errors", name: "docs-errors" },
  { path: "/docs?q=INVALID_OPTION", name: "docs-search" },
];

/** Pages whose address holds an id: the first that the page before them links to. */
const linked = [
  { from: "/syncs", link: '[href^="/syncs/"]:not([href$="/new"])', name: "sync" },
  { from: "/connections", link: '[href^="/connections/sources/"]:not([href$="/new"])', name: "source" },
  { from: "/rejects", link: '[href*="/causes/"]', name: "cause" },
  // A run with rejects: the one that the cause is of.
  { from: "cause", link: '[href^="/runs/"]:not([href*="/causes/"])', name: "run" },
  { from: "run", link: '[href*="/written"]', name: "written" },
] as const;

/** Every page of the console that a signed-in person can come to, as far as there is something to show on it. */
export async function listPages(page: Page): Promise<readonly ShownPage[]> {
  const found: ShownPage[] = [];
  for (const { from, link, name } of linked) {
    const start = found.find((shown) => shown.name === from)?.path ?? from;
    if (!start.startsWith("/")) continue;
    await page.goto(start, { waitUntil: "networkidle" });
    const links = page.locator(`main a${link}`);
    const href = (await links.count()) > 0 ? await links.first().getAttribute("href") : null;
    if (href) found.push({ path: href, name });
  }
  return [...fixed, ...found];
}
