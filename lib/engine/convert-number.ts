import { type Converter, refuse } from "./converter";
import { quoteValue } from "./show-text";

/** Longer than any double written out in full; a bound, so that `1e999999999` can't fill the memory. */
const maxCharacters = 1_000;

const plainNumber = /^-?\d+(?:\.\d+)?$/;
const looseNumber = /^([+-]?)(?=\.?\d)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;

/** HubSpot's number: digits and at most one decimal point, no exponent (its properties guide). */
export function createNumberConverter(property: string): Converter {
  return (text) => {
    const trimmed = text.trim();
    if (trimmed === "") return null;
    return (
      expandNumber(trimmed) ??
      refuse(
        "INVALID_NUMBER",
        property,
        `${quoteValue(trimmed)} is not a number. HubSpot takes digits and one decimal point.`,
      )
    );
  };
}

/**
 * A number in plain digits, exact to the last one: exponents are expanded as text, never through a float. Digits that
 * are plain already come back untouched. Null for what is no finite number, or needs more than 1,000 characters.
 */
export function expandNumber(text: string): string | null {
  if (text.length > maxCharacters) return null;
  if (plainNumber.test(text)) return text;
  const match = looseNumber.exec(text);
  if (match === null) return null;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  return placePoint(sign === "-", whole + fraction, whole.length + Number(exponent));
}

/** The one spelling of a plain number: no zeros that say nothing, no `-0`. `007.50` becomes `7.5`. */
export function canonicalizeNumber(plain: string): string {
  const isNegative = plain.startsWith("-");
  const [whole = "", fraction = ""] = (isNegative ? plain.slice(1) : plain).split(".");
  const head = whole.replace(/^0+(?=\d)/, "");
  const tail = fraction.replace(/0+$/, "");
  const magnitude = tail === "" ? head : `${head}.${tail}`;
  return isNegative && magnitude !== "0" ? `-${magnitude}` : magnitude;
}

/** `digits` with the decimal point after the first `point` of them, which may lie outside on either side. */
function placePoint(isNegative: boolean, digits: string, point: number): string | null {
  if (/^0*$/.test(digits)) return "0";
  if (Math.max(digits.length, point, digits.length - point) > maxCharacters) return null;
  const padded = "0".repeat(Math.max(0, 1 - point)) + digits.padEnd(point, "0");
  const wholeLength = Math.max(1, point);
  const plain = `${padded.slice(0, wholeLength)}.${padded.slice(wholeLength)}`;
  return canonicalizeNumber(isNegative ? `-${plain}` : plain);
}
