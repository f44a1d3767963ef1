import { ApiError, type QueryPlace } from "@/lib/api/problem";

/** What is wrong with a statement, and where in the text that is being written. */
export interface SqlFault extends QueryPlace {
  readonly message: string;
}

/**
 * The fault of a refused query in the text that the person wrote, whose leading blanks the query went without. Null where
 * the refusal names no place.
 */
export function placeFault(written: string, error: Error | null): SqlFault | null {
  if (!(error instanceof ApiError) || error.place === null) return null;
  const { line, column } = error.place;
  const before = written.slice(0, written.length - written.trimStart().length).split("\n");
  const shift = line === 1 ? [...(before.at(-1) ?? "")].length : 0;
  return { line: line + before.length - 1, column: column + shift, message: shorten(error.message, error.place) };
}

/** The place is shown by where the words stand. */
function shorten(message: string, { line, column }: QueryPlace): string {
  const lead = `at line ${line}, column ${column}: `;
  const at = message.indexOf(lead);
  if (at === -1) return message;
  const words = message.slice(at + lead.length);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How far into a line its n-th character begins: characters of a database aren't those of a browser. */
export function findOffset(line: string, column: number): number {
  return [...line].slice(0, column - 1).join("").length;
}
