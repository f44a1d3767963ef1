import type { ReactNode } from "react";

interface ScrollRegionProps {
  /** What it holds, for screen readers. */
  label: string;
  /** Whether it is a part of the page that is listed among the others; a small box in one of them isn't. */
  isPart?: boolean | undefined;
  className: string;
  children: ReactNode;
}

/** A box that scrolls by itself, by keyboard, too. */
export function ScrollRegion({ label, isPart = true, className, children }: ScrollRegionProps) {
  return (
    // Whoever has no mouse scrolls by the arrow keys, once it has the focus.
    <section role={isPart ? undefined : "group"} aria-label={label} tabIndex={0} className={className}>
      {children}
    </section>
  );
}
