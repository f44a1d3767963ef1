import type { SpreadsheetMark } from "../../api/uploads";

/** Whether a change looks like what spreadsheets do by themselves when they open and save a file; null if not. */
export function findMark(from: string, to: string): SpreadsheetMark | null {
  return rules.find(({ isMark }) => isMark(from, to))?.mark ?? null;
}

interface Rule {
  readonly mark: SpreadsheetMark;
  readonly isMark: (from: string, to: string) => boolean;
}

const rules: readonly Rule[] = [
  { mark: "letters_damaged", isMark: areLettersDamaged },
  { mark: "capitals", isMark: isOtherBoolean },
  { mark: "zeros_dropped", isMark: areZerosDropped },
  { mark: "digits_lost", isMark: areDigitsLost },
  { mark: "date_rewritten", isMark: isDateRewritten },
  { mark: "number_rewritten", isMark: isNumberRewritten },
];

const NOT_ASCII = /[^\0-\x7f]/;
const notAscii = new RegExp(NOT_ASCII, "gu");

/** `Zoë` as `ZoÃ«`, read by the letters of Windows, or as `Zo?`, written by them. */
function areLettersDamaged(from: string, to: string): boolean {
  if (!NOT_ASCII.test(from)) return false;
  if (to.includes("\uFFFD")) return true;
  return (
    to === from.replace(notAscii, "?") ||
    to === from.replace(notAscii, "_") ||
    to === new TextDecoder("windows-1252").decode(Buffer.from(from))
  );
}

// As Excel writes them in English, German, French, Spanish, Italian, Dutch.
const booleans = new Set([
  "TRUE",
  "FALSE",
  "WAHR",
  "FALSCH",
  "VRAI",
  "FAUX",
  "VERDADERO",
  "FALSO",
  "VERO",
  "WAAR",
  "ONWAAR",
]);

function isOtherBoolean(from: string, to: string): boolean {
  return /^(true|false)$/i.test(from) && booleans.has(to);
}

/** `00123` as `123`, and `+49301234` as `49301234`. */
function areZerosDropped(from: string, to: string): boolean {
  return /^(\+\d+|-?0\d+)$/.test(from) && to === from.replace(/^\+/, "").replace(/^(-?)0+(?=\d)/, "$1");
}

/** `4111111111111111` as `4.11111E+15`, or as `4111111111111110`. */
function areDigitsLost(from: string, to: string): boolean {
  if (!/^[+-]?\d{12,}$/.test(from)) return false;
  if (/^[+-]?\d([.,]\d+)?E\+?\d+$/i.test(to)) return true;
  const [before, after] = [from, to].map((digits) => digits.replace(/^[+-]?0*/, ""));
  if (before === undefined || after === undefined || before.length !== after.length) return false;
  // The 15th digit may have been rounded up.
  return /^\d{16,}$/.test(after) && /^0+$/.test(after.slice(15)) && before.slice(0, 14) === after.slice(0, 14);
}

const ISO_DATE = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?)?$/;
const SHORT_DATE = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}([ ,T]+\d{1,2}:\d\d(:\d\d([.,]\d+)?)?( ?[AP]M)?)?$/i;
const NAMED_MONTH = /^(\d{1,2}[. -]+)?\p{L}{3,9}\.?[ -]+\d{1,4}(, \d{4})?$|^\d{1,2}[. -]+\p{L}{3,9}\.?$/u;
// What a spreadsheet takes for a date: `1-2`, `3/4`, `MARCH1`.
const LIKE_A_DATE = /^\d{1,4}[/-]\d{1,4}([/-]\d{1,4})?$|^[a-z]{3,9}\d{1,2}$/i;

function isDateRewritten(from: string, to: string): boolean {
  const isDate = SHORT_DATE.test(to) || NAMED_MONTH.test(to);
  if (ISO_DATE.test(from)) return isDate && !isOtherDay(from, to);
  return LIKE_A_DATE.test(from) && isDate && !ISO_DATE.test(to);
}

/** A date that is still written as it was, but is another, was corrected by a person. */
function isOtherDay(from: string, to: string): boolean {
  return ISO_DATE.test(to) && from.slice(0, 10) !== to.slice(0, 10);
}

const NUMBER = /^[+-]?(\d+([.,]\d+)?|\d{1,3}([.,]\d{3})+([.,]\d+)?)(E[+-]?\d+)?$/i;

/** The same number in other words: `1.50` as `1.5`, `1.5` as `1,5`, `1E5` as `100000`. */
function isNumberRewritten(from: string, to: string): boolean {
  if (!NUMBER.test(from) || !NUMBER.test(to)) return false;
  const before = Number(from.replace(",", "."));
  const after = Number(to.replace(",", "."));
  return Number.isFinite(before) && (before === after || Number(before.toPrecision(15)) === after);
}
