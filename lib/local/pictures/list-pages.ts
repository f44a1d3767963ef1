import type { Page } from "@playwright/test";

interface ShownPage {
  readonly path: string;
  /** What its pictures are called. */
  readonly name: string;
}

const fixed: readonly ShownPage[] = [
  { path: "/", name: "overview" },
  { path: "/syncs", name: "syncs" },
  { path: "/syncs/new", name: "new-sync" },
  { path: "/runs", name: "runs" },
  { path: "/connections", name: "connections" },
  { path: "/connections/sources/new", name: "new-source" },
  { path: "/settings", name: "settings" },
  { path: "/docs", name: "docs" },
  { path: "/docs/errors", name: "docs-errors" },
  { path: "/docs?q=INVALID_OPTION", name: "docs-search" },
  { path: "/nothing-here", name: "not-found" },
];

/** Pages whose address holds an id: the last that the list links to, which in the demo is the one with the most to see. */
const linked = [
  { list: "/syncs", name: "sync" },
  { list: "/runs", name: "run" },
  { list: "/connections", name: "source" },
] as const;

export async function listPages(page: Page): Promise<readonly ShownPage[]> {
  const found: ShownPage[] = [];
  for (const { list, name } of linked) {
    await page.goto(list, { waitUntil: "networkidle" });
    const href = await page.locator(`main a[href^="${list}/"]:not([href$="/new"])`).last().getAttribute("href");
    if (href) found.push({ path: href, name });
  }
  return [...fixed, ...found];
}
