import type { FixPlace } from "./describe-resend";

/** What a refusal's code means, and what somebody can do about it. */
export interface RefusalExplanation {
  readonly meaning: string;
  readonly fix: string;
  /** Where it can be done; empty where nothing has to be, or only Sluice's makers can. */
  readonly fixedIn: readonly FixPlace[];
}

/** The codes with which the preflight refuses a row, before HubSpot sees it. */
export const preflightCatalogue = {
  MISSING_KEY: {
    meaning: "The match column is empty, so there is no telling which record the row belongs to.",
    fix: "Fill the match column in the source, or leave such rows out in the query.",
    fixedIn: ["source"],
  },
  KEY_TOO_LONG: {
    meaning: "The match value has more than 512 characters.",
    fix: "Match on a shorter column, such as an id.",
    fixedIn: ["mapping"],
  },
  INVALID_RECORD_ID: {
    meaning: "The match value cannot be one of HubSpot's record ids, which are whole numbers.",
    fix: "Match on the column that holds HubSpot's own record ids, or choose another match property.",
    fixedIn: ["mapping"],
  },
  INVALID_EMAIL: {
    meaning: "The match value cannot be an e-mail address.",
    fix: "Correct the address in the source: one without blanks, with something on both sides of the @ and a dot in the domain.",
    fixedIn: ["source"],
  },
  DUPLICATE_KEY: {
    meaning:
      "Another row of the same run has the same match value. Capitals and surrounding blanks make no difference.",
    fix: "Make the query return one row per match value, for example with `distinct on`.",
    fixedIn: ["source"],
  },
  SUPERSEDED_ROW: {
    meaning: "A later row of the same run has the same match value, and by the sync's rule the last one counts.",
    fix: "Nothing has to be done. Make the query return one row per match value to be rid of it.",
    fixedIn: [],
  },
  INVALID_NUMBER: {
    meaning: "The property holds numbers and the value is not one.",
    fix: "Send digits with at most one decimal point: no thousands separators, currency signs or units.",
    fixedIn: ["source", "mapping"],
  },
  INVALID_BOOLEAN: {
    meaning: "The property holds yes or no and the value is neither.",
    fix: "Send true or false. yes/no, y/n, t/f and 1/0 are understood too.",
    fixedIn: ["source", "mapping"],
  },
  INVALID_OPTION: {
    meaning: "The value is not one of the property's options in HubSpot.",
    fix: "Correct the value in the source, or add it to the property's options, here or in HubSpot.",
    fixedIn: ["source", "mapping", "hubspot"],
  },
  INVALID_DATE: {
    meaning: "The property holds dates and the value is not a date, or leaves open which one it is.",
    fix: "Send dates as YYYY-MM-DD, with a year from 0001 to 9999.",
    fixedIn: ["source", "mapping"],
  },
  INVALID_DATETIME: {
    meaning: "The property holds dates with a time and the value is not one, or leaves open which one it is.",
    fix: "Send ISO 8601, such as 2024-07-31T03:21:03Z. Without a zone, UTC is assumed.",
    fixedIn: ["source", "mapping"],
  },
  TEMPLATE_FAILED: {
    meaning: "The field's template can't be filled in with this row's values.",
    fix: "Read in the message what it came upon, and change the template so that it does without, or correct the row.",
    fixedIn: ["source", "mapping"],
  },
  VALUE_TOO_LONG: {
    meaning: "The text has more than the 65,536 characters that HubSpot keeps in a property.",
    fix: "Shorten the text in the query, for example with `left(column, 65536)`.",
    fixedIn: ["source"],
  },
  INVALID_TEXT: {
    meaning: "The text contains a NUL character or half of a character pair, which cannot be sent or stored.",
    fix: "Clean the text in the source. The file it came from may have been read with the wrong encoding.",
    fixedIn: ["source"],
  },
} as const satisfies Record<string, RefusalExplanation>;

export type PreflightCode = keyof typeof preflightCatalogue;

export function isPreflightCode(code: string): code is PreflightCode {
  return Object.hasOwn(preflightCatalogue, code);
}
