import { destinations } from "../destinations";

/** What a key asks for. */
export type Asked =
  | { readonly kind: "palette" }
  | { readonly kind: "shortcuts" }
  | { readonly kind: "search" }
  | { readonly kind: "go"; readonly href: string };

export interface Pressed {
  readonly key: string;
  readonly hasCommand: boolean;
  readonly hasAlt: boolean;
  /** Whether it goes into a field that is being written in. */
  readonly isTyping: boolean;
  /** Whether a dialog or a menu is in front: its own keys come first. */
  readonly isBehind: boolean;
}

export interface KeyState {
  /** Whether the key before was a `g` that waits for its letter. */
  readonly isGoing: boolean;
  readonly areSingleKeysOn: boolean;
}

export interface ReadKey {
  readonly asked: Asked | null;
  readonly isGoing: boolean;
}

const nothing: ReadKey = { asked: null, isGoing: false };

/** What a key means after those before it. ⌘K is the palette everywhere; all others leave writing alone. */
export function readKey(
  { key, hasCommand, hasAlt, isTyping, isBehind }: Pressed,
  { isGoing, areSingleKeysOn }: KeyState,
): ReadKey {
  if (hasCommand) {
    const isPalette = key.toLowerCase() === "k" && !hasAlt && !isBehind;
    return isPalette ? { asked: { kind: "palette" }, isGoing: false } : nothing;
  }
  if (hasAlt || isTyping || isBehind || !areSingleKeysOn) return nothing;
  if (isGoing) {
    const destination = destinations.find(({ letter }) => letter === key);
    return destination ? { asked: { kind: "go", href: destination.href }, isGoing: false } : nothing;
  }
  switch (key) {
    case "g":
      return { asked: null, isGoing: true };
    case "/":
      return { asked: { kind: "search" }, isGoing: false };
    case "?":
      return { asked: { kind: "shortcuts" }, isGoing: false };
    default:
      return nothing;
  }
}
