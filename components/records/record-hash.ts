import { useSyncExternalStore } from "react";

/**
 * Who is looked up stands behind the address's `#`: the browser's back button and a link keep it, and no server, nor its
 * log, is ever sent it.
 */
export const recordHref = (value: string): string => `/records#${encodeURIComponent(value)}`;

export function useRecordHash(): string {
  return useSyncExternalStore(subscribe, readHash, () => "");
}

export function setRecordHash(value: string): void {
  window.location.hash = encodeURIComponent(value);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

function readHash(): string {
  try {
    return decodeURIComponent(window.location.hash.slice(1));
  } catch {
    // A link that somebody has cut in two.
    return window.location.hash.slice(1);
  }
}
