import { useSyncExternalStore } from "react";

const place = "sluice.single-keys";
const listeners = new Set<() => void>();

/**
 * Whether keys without ⌘ or Ctrl do something, as this browser remembers it. Whoever speaks to a computer, or hits keys
 * by accident, has to be able to switch them off.
 */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, areSingleKeysOn, () => true);
}

export function areSingleKeysOn(): boolean {
  return localStorage.getItem(place) !== "off";
}

export function switchSingleKeys(isOn: boolean): void {
  if (isOn) localStorage.removeItem(place);
  else localStorage.setItem(place, "off");
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}
