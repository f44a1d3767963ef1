import { useEffect, useEffectEvent } from "react";

const asked = new EventTarget();

/** Opens the palette from wherever a button for it stands. */
export function askForPalette(): void {
  asked.dispatchEvent(new Event("asked"));
}

export function usePaletteAsked(onAsked: () => void): void {
  const answer = useEffectEvent(onAsked);
  useEffect(() => {
    const hear = () => answer();
    asked.addEventListener("asked", hear);
    return () => asked.removeEventListener("asked", hear);
  }, []);
}
