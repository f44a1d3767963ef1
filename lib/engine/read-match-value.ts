import { canonicalizeNumber, expandNumber } from "./convert-number";
import { findTextFault } from "./convert-text";
import { refuse } from "./converter";
import { quoteValue } from "./show-text";
import type { Cell, Refusal } from "./types";

const maxKeyCharacters = 512;
const maxEmailCharacters = 254;

/** The match property, as far as reading its values goes. */
export interface MatchTarget {
  readonly property: string;
  readonly kind: "email" | "number" | "text" | "recordId";
}

/** How a row names its record. */
export type MatchReading =
  | {
      readonly ok: true;
      /** What HubSpot is sent. */
      readonly matchValue: string;
      /** The same for all spellings of one record: de-duplicating and the diff go by it. */
      readonly key: string;
    }
  | {
      readonly ok: false;
      /** The trimmed text as it was read, of any length; null when there was none. */
      readonly matchValue: string | null;
      readonly refusal: Refusal;
    };

/**
 * Reads the match value of a row: trimmed, e-mail addresses in lower case as HubSpot keeps them, numbers in their one
 * spelling. Its key also folds capitals and Unicode forms, since HubSpot refuses a whole batch that holds one value
 * twice. At most 512 characters (UTF-16 units). Never throws.
 */
export function readMatchValue(target: MatchTarget, cell: Cell): MatchReading {
  const text = cell === null ? "" : cell.trim();
  if (text === "") {
    const refusal = refuse("MISSING_KEY", target.property, `The match column for ${target.property} is empty.`);
    return { ok: false, matchValue: null, refusal };
  }
  const refusal = findKeyFault(target, text);
  if (refusal !== null) return { ok: false, matchValue: text, refusal };
  const matchValue = spellMatchValue(target, text);
  return { ok: true, matchValue, key: matchValue.toLowerCase().normalize("NFC") };
}

function spellMatchValue({ kind }: MatchTarget, text: string): string {
  switch (kind) {
    case "email":
      return text.toLowerCase();
    case "number":
    case "recordId":
      return canonicalizeNumber(expandNumber(text) ?? text);
    case "text":
      return text;
    default:
      return kind satisfies never;
  }
}

function findKeyFault({ property, kind }: MatchTarget, text: string): Refusal | null {
  if (text.length > maxKeyCharacters) {
    return refuse("KEY_TOO_LONG", property, `The match value has ${text.length} characters. At most 512 will do.`);
  }
  const fault = kind === "email" ? findEmailFault(text) : null;
  if (fault !== null)
    return refuse("INVALID_EMAIL", property, `${quoteValue(text)} is not an e-mail address: ${fault}.`);
  if (kind === "number" && expandNumber(text) === null) {
    return refuse("INVALID_NUMBER", property, `${quoteValue(text)} is not a number, and the match property is one.`);
  }
  if (kind === "recordId" && !isRecordId(text)) {
    const fault = `${quoteValue(text)} is not a record id: those are digits only, such as 100000000001.`;
    return refuse("INVALID_RECORD_ID", property, fault);
  }
  return findTextFault(property, text);
}

/** HubSpot's record ids are positive whole numbers; sources that keep them as numbers may spell one `512.0`. */
function isRecordId(text: string): boolean {
  const plain = expandNumber(text);
  return plain !== null && /^[1-9]\d{0,18}$/.test(canonicalizeNumber(plain));
}

/** Only what is certainly broken: on everything else HubSpot has the word. */
function findEmailFault(text: string): string | null {
  const at = text.lastIndexOf("@");
  if (at === -1) return "it has no @";
  if (at === 0) return "nothing stands before the @";
  if (at === text.length - 1) return "nothing stands after the @";
  if (/[\s\p{Cc}]/u.test(text)) return "it contains a blank or a control character";
  if (!text.includes(".", at)) return "its domain has no dot";
  if (text.length > maxEmailCharacters) return "it has more than 254 characters";
  return null;
}
