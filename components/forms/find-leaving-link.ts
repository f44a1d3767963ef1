/** The part of a click that tells where it leads, so that it can be told without a browser. */
export interface Click {
  readonly button: number;
  readonly metaKey: boolean;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly target: EventTarget | null;
}

/** What is asked of whatever was clicked. */
interface Clicked {
  closest(selector: string): Pick<HTMLAnchorElement, "href" | "target" | "hasAttribute"> | null;
}

/** The path that a click on one of the console's links leads to; null when it doesn't lead away from this page. */
export function findLeavingLink(click: Click, here: string): string | null {
  if (click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return null;
  const link = isClicked(click.target) ? click.target.closest("a[href]") : null;
  if (!link || (link.target !== "" && link.target !== "_self") || link.hasAttribute("download")) return null;
  const from = new URL(here);
  const to = new URL(link.href, here);
  const isSamePage = to.pathname === from.pathname && to.search === from.search;
  return to.origin !== from.origin || isSamePage ? null : `${to.pathname}${to.search}${to.hash}`;
}

function isClicked(target: unknown): target is Clicked {
  return typeof target === "object" && target !== null && "closest" in target && typeof target.closest === "function";
}
