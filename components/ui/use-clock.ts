"use client";

import { useSyncExternalStore } from "react";

const tickMs = 5_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;

/**
 * The time, a few seconds coarse, one timer for the whole page. Null while the server's HTML is taken over: neither
 * the server's clock nor its zone is the viewer's, so nothing of them may be painted.
 */
export function useClock(): number | null {
  return useSyncExternalStore<number | null>(subscribe, getNow, getServerNow);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

function tick() {
  now = Date.now();
  for (const listener of listeners) listener();
}

function getNow(): number {
  // The timer stands still while nobody listens: the first to come finds the time of then, and so does who asks again.
  if (timer === null && Date.now() - now >= tickMs) now = Date.now();
  return now;
}

function getServerNow(): null {
  return null;
}
