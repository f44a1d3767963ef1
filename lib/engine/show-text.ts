const quotedCharacters = 40;

/**
 * Text that is safe to print and to store: at most `maxCharacters` (UTF-16 units, `…` included), no control
 * characters and no halves of character pairs, which Postgres would refuse.
 */
export function showText(text: string, maxCharacters: number): string {
  const clipped = text.length > maxCharacters ? `${dropHalfPair(text.slice(0, maxCharacters - 1))}…` : text;
  return clipped.toWellFormed().replace(/\p{Cc}/gu, (control) => (/\s/.test(control) ? " " : "\uFFFD"));
}

/** A value between backticks, clipped to 40 characters, for the message of a refusal. */
export function quoteValue(value: string): string {
  return `\`${showText(value, quotedCharacters)}\``;
}

function dropHalfPair(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}
