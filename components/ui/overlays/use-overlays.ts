import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { holdWhileOffline } from "../connection";

type Overlays = typeof import("./overlays");

let overlays: Overlays | null = null;
const waiting = new Set<() => void>();

/** What lies above a page is loaded with the first that opens, or sooner: when somebody reaches for it. */
export async function loadOverlays(): Promise<boolean> {
  try {
    overlays = await import("./overlays");
  } catch {
    return false;
  }
  for (const tell of waiting) tell();
  return true;
}

/** Loads as somebody reaches for a button, by mouse or by keyboard. */
export const reaching = { onPointerEnter: () => void loadOverlays(), onFocus: () => void loadOverlays() };

/** Null while it isn't wanted or not there yet. `onLost` is called where it can't be had: the next try may. */
export function useOverlays(isWanted: boolean, onLost: () => void): Overlays | null {
  const loaded = useSyncExternalStore(hear, () => overlays, getNone);
  const lose = useEffectEvent(onLost);
  useEffect(() => {
    if (!isWanted || overlays) return;
    void loadOverlays().then((isThere) => {
      if (isThere) return;
      holdWhileOffline();
      lose();
    });
  }, [isWanted]);
  return isWanted ? loaded : null;
}

function hear(tell: () => void): () => void {
  waiting.add(tell);
  return () => waiting.delete(tell);
}

const getNone = () => null;
