import { type Converter, refuse } from "./converter";
import type { ColumnType, Refusal } from "./types";

/** HubSpot's limit for the text of a property, counted here as JavaScript counts (UTF-16 units). */
const maxTextCharacters = 65_536;

/**
 * Any column's text, as it is: nothing is trimmed. JSON and arrays lose the blanks between their tokens, so that the
 * way in which a source prints them changes nothing.
 */
export function createTextConverter(property: string, columnType: ColumnType): Converter {
  const hasTokens = columnType === "json" || columnType === "array";
  return (text) => {
    if (text === "") return null;
    const value = hasTokens ? compactJson(text) : text;
    return findTextFault(property, value) ?? value;
  };
}

/** Free text without surrounding blanks: HubSpot advises against them in everything but strings. */
export function createPhoneConverter(property: string): Converter {
  return (text) => {
    const value = text.trim();
    if (value === "") return null;
    return findTextFault(property, value) ?? value;
  };
}

/** Why a text can't be sent, whatever it says; null when it can. */
export function findTextFault(property: string, text: string): Refusal | null {
  if (text.length > maxTextCharacters) {
    const length = text.length.toLocaleString("en-US");
    return refuse("VALUE_TOO_LONG", property, `The text has ${length} characters. HubSpot keeps at most 65,536.`);
  }
  if (text.includes("\0")) {
    return refuse("INVALID_TEXT", property, "The text contains a NUL character. Remove it in the source.");
  }
  if (!text.isWellFormed()) {
    return refuse("INVALID_TEXT", property, "The text contains half of a character pair. Check its encoding.");
  }
  return null;
}

/** Takes the blanks outside strings out of the text itself: parsing and printing it again would round long numbers. */
function compactJson(text: string): string {
  let isInString = false;
  return text.replace(/\\.|"|\s+/gs, (token) => {
    if (token === '"') isInString = !isInString;
    return isInString || token.trim() !== "" ? token : "";
  });
}
