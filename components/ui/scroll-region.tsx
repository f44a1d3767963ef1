import type { ReactNode } from "react";

interface ScrollRegionProps {
  /** What it holds, for screen readers. */
  label: string;
  className: string;
  children: ReactNode;
}

/** A box that scrolls by itself, by keyboard, too. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls by the arrow keys, once it has the focus
    <section aria-label={label} tabIndex={0} className={className}>
      {children}
    </section>
  );
}
