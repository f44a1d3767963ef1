/**
 * Rewrites an array as Postgres prints it (`{1,NULL,"a b"}`, nested, with its own bounds `[0:1]={…}`) as JSON text.
 * `toJson` writes one element, given as its plain text.
 */
export function writeArrayAsJson(literal: string, delimiter: string, toJson: (text: string) => string): string {
  let json = "";
  let at = literal.indexOf("{");
  while (at < literal.length) {
    const character = literal.charAt(at);
    if (character === '"') {
      const end = findClosingQuote(literal, at + 1);
      json += toJson(literal.slice(at + 1, end).replace(/\\(.)/gs, "$1"));
      at = end + 1;
      continue;
    }
    const mark = character === delimiter ? "," : brackets[character];
    if (mark !== undefined) {
      json += mark;
      at += 1;
      continue;
    }
    const end = findBareEnd(literal, at, delimiter);
    const text = literal.slice(at, end);
    json += text === "NULL" ? "null" : toJson(text);
    at = end;
  }
  return json;
}

const brackets: Readonly<Record<string, string>> = { "{": "[", "}": "]" };

function findClosingQuote(literal: string, from: number): number {
  let at = from;
  while (at < literal.length && literal.charAt(at) !== '"') at += literal.charAt(at) === "\\" ? 2 : 1;
  return at;
}

function findBareEnd(literal: string, from: number, delimiter: string): number {
  let at = from;
  while (at < literal.length && literal.charAt(at) !== delimiter && literal.charAt(at) !== "}") at += 1;
  return at;
}
