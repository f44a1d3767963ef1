import { useEffect, useEffectEvent, useRef } from "react";
import { type Asked, readKey } from "./read-key";
import { areSingleKeysOn } from "./single-keys";

/** Hears the keys of the whole window. */
export function useShortcuts(onAsked: (asked: Asked) => void): void {
  const isGoing = useRef(false);
  const hear = useEffectEvent((event: KeyboardEvent) => {
    // Shift alone is part of "?".
    if (event.defaultPrevented || event.isComposing || event.repeat || event.key === "Shift") return;
    const pressed = {
      key: event.key,
      hasCommand: event.metaKey || event.ctrlKey,
      hasAlt: event.altKey,
      isTyping: isWriting(event.target),
      isBehind: document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null,
    };
    const read = readKey(pressed, { isGoing: isGoing.current, areSingleKeysOn: areSingleKeysOn() });
    isGoing.current = read.isGoing;
    if (!read.asked) return;
    event.preventDefault();
    onAsked(read.asked);
  });

  useEffect(() => {
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role=slider]"))
  );
}
