/** False for a text with a NUL or half of a character pair anywhere in the input: PostgreSQL stores neither. */
export function isStorable(input: unknown): boolean {
  if (typeof input === "string") return input.isWellFormed() && !input.includes("\0");
  if (typeof input !== "object" || input === null) return true;
  return Object.values(input).every(isStorable);
}

/** What a person does about a text that isn't, wherever it was written. */
export const unstorableText =
  "The text holds a character that can't be stored (NUL, or half of an emoji). Write it again instead of pasting it.";
