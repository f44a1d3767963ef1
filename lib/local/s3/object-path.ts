/**
 * Where an object of that key lies below its bucket's folder: a folder per segment of the key, so that a listing reads
 * only what its prefix needs. Every character but `a-z 0-9 _ -` is percent-encoded: no key can climb out of the folder,
 * keys that differ in case stay apart on every file system, and `.`, `+` and `=` are free to mean something here.
 */
export function pathOfKey(key: string): string[] {
  const segments = key.split("/").map(splitSegment);
  return segments.flatMap((pieces, index) => {
    const last = pieces.at(-1) ?? emptySegment;
    const isObject = index === segments.length - 1;
    return [...pieces.slice(0, -1).map((piece) => piece + continues), isObject ? last + objectSuffix : last];
  });
}

/** What a folder's entry stands for. */
export type Entry =
  | { readonly kind: "object"; readonly text: string }
  /** A folder of what comes behind this text and a slash. */
  | { readonly kind: "segment"; readonly text: string }
  /** A folder of longer texts that begin with this one: their names would be too long for a file system. */
  | { readonly kind: "continued"; readonly text: string };

export function readEntry(name: string): Entry | null {
  if (name.endsWith(objectSuffix)) return { kind: "object", text: decodePiece(name.slice(0, -objectSuffix.length)) };
  if (name.endsWith(continues)) return { kind: "continued", text: decodePiece(name.slice(0, -1)) };
  return name.includes(".") ? null : { kind: "segment", text: decodePiece(name) };
}

const objectSuffix = ".json";
const continues = "+";
const emptySegment = "=";
const maxPieceLength = 200;

/** The encoded segment, in pieces that file systems take. */
function splitSegment(segment: string): string[] {
  if (segment === "") return [emptySegment];
  const pieces = [""];
  for (const char of segment) {
    const encoded = encodeChar(char);
    const last = pieces.at(-1) ?? "";
    if (last.length + encoded.length > maxPieceLength) pieces.push(encoded);
    else pieces[pieces.length - 1] = last + encoded;
  }
  return pieces;
}

function encodeChar(char: string): string {
  if (/^[a-z0-9_-]$/.test(char)) return char;
  return [...Buffer.from(char)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}

function decodePiece(piece: string): string {
  return piece === emptySegment ? "" : decodeURIComponent(piece);
}
