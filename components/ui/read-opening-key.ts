import type { KeyboardEvent } from "react";

/** The search that a key begins on the closed trigger of a list, empty for an arrow; null where the key isn't for it. */
export function readOpeningKey({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): string | null {
  if (key === "ArrowDown" || key === "ArrowUp") return "";
  const isText = key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
  return isText ? key : null;
}
