"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** The page that was looked at last; null until one was. */
let lastPath: string | null = null;

/**
 * A page's title. Whatever led here has gone with the page before, and the focus with it: the title takes it, so that a
 * keyboard goes on from the top and a screen reader says where it is.
 */
export function PageTitle({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Joins the document's focus, which React doesn't know of.
  useEffect(() => {
    const path = window.location.pathname;
    const isAnother = lastPath !== null && lastPath !== path;
    lastPath = path;
    if (isAnother && document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1
      ref={heading}
      tabIndex={-1}
      data-page-title
      className="rounded-sm text-xl font-semibold tracking-tight wrap-anywhere"
    >
      {children}
    </h1>
  );
}
