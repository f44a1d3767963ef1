import { useSyncExternalStore } from "react";

/** `held`: offline, and something was pressed that can't be done before the browser is back. */
export type Connection = "online" | "offline" | "held";

const listeners = new Set<() => void>();
let hasHeld = false;

/** Whether the browser has a network at all; a server that doesn't answer is another matter. */
export function isOnline(): boolean {
  // Where there is no browser there is a network.
  return globalThis.navigator?.onLine !== false;
}

/** Says that what was just pressed has to wait, where the browser is offline. */
export function holdWhileOffline(): void {
  if (isOnline() || hasHeld) return;
  hasHeld = true;
  tellAll();
}

/** Loads a part of the page; one that can't be had offline is waited for, since a failure would stay for good. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (isOnline()) throw error;
    holdWhileOffline();
    await new Promise((resolve) => window.addEventListener("online", resolve, { once: true }));
    return loadPart(load);
  }
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, readConnection, () => "online");
}

function readConnection(): Connection {
  if (isOnline()) return "online";
  return hasHeld ? "held" : "offline";
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener("online", changeConnection);
    window.addEventListener("offline", changeConnection);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener("online", changeConnection);
    window.removeEventListener("offline", changeConnection);
  };
}

function changeConnection() {
  hasHeld = false;
  tellAll();
}

function tellAll() {
  for (const listener of listeners) listener();
}
