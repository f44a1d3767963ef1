export const tabListStyles = "flex gap-1 overflow-x-auto border-b [scrollbar-width:none]";

/** Current is told by `data-state` where Radix steers, by `aria-current` where the address does. */
export const tabStyles =
  "relative inline-flex h-9 shrink-0 items-center gap-1.5 rounded-t-md px-2.5 text-sm text-muted whitespace-nowrap transition-colors hover:text-ink focus-visible:-outline-offset-2 disabled:text-faint after:absolute after:inset-x-2.5 after:bottom-0 after:h-0.5 after:rounded-full data-[state=active]:font-medium data-[state=active]:text-ink data-[state=active]:after:bg-accent aria-[current=page]:font-medium aria-[current=page]:text-ink aria-[current=page]:after:bg-accent";
