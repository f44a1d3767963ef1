import { type RefObject, useLayoutEffect, useRef } from "react";

/**
 * What an overlay was asked for by: its trigger, or whatever had the focus. Safari doesn't focus a button that is clicked,
 * so that the trigger goes first.
 */
export function useAsker(isOpen: boolean, trigger: RefObject<HTMLElement | null>): () => HTMLElement | null {
  const focused = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (isOpen) focused.current = document.activeElement;
  }, [isOpen]);
  return () => trigger.current ?? (focused.current instanceof HTMLElement ? focused.current : null);
}
