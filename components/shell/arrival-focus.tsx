"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { focusHeading } from "@/components/ui/focus-heading";

const PATIENCE_MS = 10_000;

/**
 * Gives the focus to the heading of a page that somebody comes to by what the old page took with it: a button, a link in
 * its text. The browser would give it to nobody, and a keyboard would begin at the top.
 */
export function ArrivalFocus() {
  const pathname = usePathname();
  const before = useRef(pathname);

  // The document is the outside system: the heading comes when the page is there, and may come again after its skeleton.
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    const settle = () => {
      if (document.activeElement === document.body) focusHeading();
    };
    settle();
    const watch = new MutationObserver(settle);
    watch.observe(document.getElementById("main") ?? document.body, { childList: true, subtree: true });
    const stop = () => watch.disconnect();
    const patience = setTimeout(stop, PATIENCE_MS);
    // Whoever has begun to use the page says where the focus is.
    for (const sign of ["keydown", "pointerdown"]) document.addEventListener(sign, stop, { capture: true, once: true });
    return () => {
      stop();
      clearTimeout(patience);
      for (const sign of ["keydown", "pointerdown"]) document.removeEventListener(sign, stop, { capture: true });
    };
  }, [pathname]);

  return null;
}
