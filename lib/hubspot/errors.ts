import type { RefusalExplanation } from "@/lib/engine/explain-refusal";
import type { RejectStage } from "@/lib/engine/types";

interface CatalogueEntry extends RefusalExplanation {
  /** The request is wrong as a whole, whatever its rows: to send fewer rows helps nothing. */
  readonly isSystemic?: true;
}

/**
 * Every code that a refusal of HubSpot's can carry here and that we know. docs/errors.md lists the same. Of the validation
 * rules, HubSpot has told the code of INVALID_ALPHA only; the others go by the names of its rules in the same way.
 */
export const hubSpotErrorCatalogue: Readonly<Record<string, CatalogueEntry>> = {
  PROPERTY_DOESNT_EXIST: {
    meaning: "The portal has no property of this name for this object type.",
    fix: "Refresh the portal's properties, then map the field to one that exists or create the property in HubSpot.",
    fixedIn: ["mapping", "hubspot"],
  },
  INVALID_EMAIL: {
    meaning: "HubSpot doesn't accept the value as an e-mail address.",
    fix: "Correct the address in the source, or leave such rows out in the query.",
    fixedIn: ["source"],
  },
  INVALID_OPTION: {
    meaning:
      "The value isn't one of the property's options. HubSpot compares internal values, not labels, and their case counts.",
    fix: "Add the option to the property, here or in HubSpot, or map the value to an option that exists.",
    fixedIn: ["mapping", "hubspot"],
  },
  INVALID_INTEGER: {
    meaning: "The value isn't a number that HubSpot accepts: digits with at most one point, no commas, no exponent.",
    fix: "Convert the column to plain digits in the query.",
    fixedIn: ["source"],
  },
  INVALID_LONG: {
    meaning: "The value isn't a date and time that HubSpot accepts.",
    fix: "Send a timestamp with its zone, such as 2026-01-31T08:00:00Z.",
    fixedIn: ["source"],
  },
  INVALID_DATE: {
    meaning: "The value isn't a day: HubSpot takes YYYY-MM-DD, or a time at midnight UTC.",
    fix: "Cast the column to a date in the query.",
    fixedIn: ["source"],
  },
  READ_ONLY_VALUE: {
    meaning: "HubSpot sets this property itself and lets nobody write it.",
    fix: "Take the property out of the mapping.",
    fixedIn: ["mapping"],
  },
  VALUE_TOO_LONG: {
    meaning: "The text is longer than the 65,536 characters that a property holds.",
    fix: "Shorten the text in the query, for example with left(column, 65536).",
    fixedIn: ["source"],
  },
  INVALID_ALPHA: brokenRule("letters only"),
  INVALID_NUMERIC: brokenRule("digits only"),
  INVALID_ALPHANUMERIC: brokenRule("letters and digits only"),
  INVALID_SPECIAL_CHARACTERS: brokenRule("no special characters"),
  INVALID_WHITESPACE: brokenRule("no blanks"),
  INVALID_REGEX: brokenRule("values of one pattern only"),
  INVALID_MIN_LENGTH: brokenRule("texts from a length on"),
  INVALID_MAX_LENGTH: brokenRule("texts up to a length"),
  INVALID_MIN_NUMBER: brokenRule("numbers from a limit on"),
  INVALID_MAX_NUMBER: brokenRule("numbers up to a limit"),
  INVALID_DECIMAL: brokenRule("so many decimals"),
  INVALID_START_DATE: brokenRule("dates from a day on"),
  INVALID_END_DATE: brokenRule("dates up to a day"),
  INVALID_EMAIL_DOMAIN: brokenRule("addresses of certain domains only"),
  INVALID_DOMAIN: brokenRule("domain names only"),
  INVALID_URL: brokenRule("web addresses only"),
  INVALID_PHONE_NUMBER: brokenRule("phone numbers with their country code only"),
  MISSING_REQUIRED_PROPERTY: {
    meaning: "The portal requires this property for new records, and the row brings no value for it.",
    fix: "Map a column or a constant to the property, or make it optional in HubSpot's create form.",
    fixedIn: ["mapping", "hubspot"],
  },
  MISSING_CONDITIONAL_REQUIRED_PROPERTY: {
    meaning: "A conditional rule of the portal requires this property because of another property's value.",
    fix: "Map a value for the property, or change the conditional rule in HubSpot.",
    fixedIn: ["mapping", "hubspot"],
  },
  CONFLICTING_UNIQUE_VALUE: {
    meaning: "Another record already has this value, and the property's values are unique.",
    fix: "Open the record that has the value, then correct one of the two or merge them in HubSpot.",
    fixedIn: ["source", "hubspot"],
  },
  CONFLICT: {
    meaning:
      "A record with this unique value already exists; often it holds the address as a secondary e-mail address.",
    fix: "Open the existing record, then correct the row or merge the two records in HubSpot.",
    fixedIn: ["source", "hubspot"],
  },
  OBJECT_NOT_FOUND: {
    meaning: "HubSpot doesn't have what the call names: it was deleted, or merged into another record.",
    fix: "Restore a deleted record in HubSpot within 90 days, or match on another property.",
    fixedIn: ["mapping", "hubspot"],
  },
  RECORD_MERGED: {
    meaning: "The record was merged into another one, and HubSpot passes its old id over without a word.",
    fix: "Put the id of the record that it lives on in into the source; the reject names it.",
    fixedIn: ["source"],
  },
  NOT_ARCHIVED: {
    meaning: "HubSpot took the call to archive the record without a word, and the record is still there.",
    fix: "Try again; if it stays, archive it in HubSpot, which then says what holds it.",
    fixedIn: [],
  },
  OBJECT_ALREADY_EXISTS: {
    meaning: "The portal already has an object of this name.",
    fix: "Choose another name, or use the one that exists.",
    fixedIn: [],
  },
  PROPERTY_WITH_NAME_EXISTS: {
    meaning: "The object type already has a property of this name.",
    fix: "Choose another internal name, or use the property that exists if its values are unique.",
    fixedIn: [],
  },
  CANNOT_DELETE_PROPERTY_IN_USE: {
    meaning: "HubSpot keeps a property that its forms, lists or workflows use.",
    fix: "Take the property out of what uses it in HubSpot, then try again.",
    fixedIn: [],
  },
  INVALID_BOOLEAN_OPTION: {
    meaning: "A property for yes or no needs exactly the options true and false.",
    fix: "Give the property the options true and false.",
    fixedIn: ["hubspot"],
  },
  PORTAL_NOT_ENABLED_FOR_SENSITIVE_DATA: {
    meaning: "The property is for sensitive data, which is switched off in this portal.",
    fix: "Map to another property, or let a Super Admin switch sensitive data on in HubSpot.",
    fixedIn: ["mapping", "hubspot"],
  },
  DUPLICATE_IDS: {
    meaning: "Two rows of one batch reach the same record: by the same value, or a contact by two of its addresses.",
    fix: "Make the match column unique in the query, and keep one row per contact.",
    fixedIn: ["source"],
  },
  VALIDATION_ERROR: {
    meaning: "HubSpot found a value invalid and gave no finer code.",
    fix: "Read HubSpot's own words on the row, then correct the value or the property's rules in HubSpot.",
    fixedIn: ["source", "hubspot"],
  },
  UNCONFIRMED: {
    meaning:
      "HubSpot answered the batch but named this record neither among the written nor among the refused, and it doesn't hold the row's values.",
    fix: "Send the row again. If it stays unconfirmed, look at the record in HubSpot: it may have been merged or deleted.",
    fixedIn: [],
  },
  UNEXPLAINED: {
    meaning: "HubSpot refused this without a code.",
    fix: "Read HubSpot's own words; its support can look the correlation id up.",
    fixedIn: ["source", "hubspot"],
  },
  NON_UNIQUE_MATCH_PROPERTY: {
    meaning: "HubSpot can't match records by this property, because its values aren't unique.",
    fix: "Choose a match property with unique values (`email` for contacts), or create one from the sync's page.",
    fixedIn: ["mapping"],
    isSystemic: true,
  },
  UNKNOWN_OBJECT_TYPE: {
    meaning: "The portal doesn't know this object type.",
    fix: "Refresh the portal's object types; a custom object may have been deleted.",
    fixedIn: ["hubspot"],
    isSystemic: true,
  },
  BATCH_TOO_LARGE: {
    meaning: "HubSpot takes at most 100 records in one call.",
    fix: "This is a fault in Sluice: report it with the correlation id.",
    fixedIn: [],
    isSystemic: true,
  },
  INVALID_JSON: {
    meaning: "HubSpot couldn't read the request.",
    fix: "This is a fault in Sluice: report it with the correlation id.",
    fixedIn: [],
    isSystemic: true,
  },
  MISSING_PERMISSION: {
    meaning: "The user behind the token may not do this in HubSpot.",
    fix: "Let a Super Admin connect the portal, or give the user the permission that HubSpot names.",
    fixedIn: ["hubspot"],
    isSystemic: true,
  },
  MISSING_SCOPES: {
    meaning: "The connection wasn't granted a scope that this call needs.",
    fix: "Connect the portal again and grant the scope; for a pasted token, add the scope to it in HubSpot.",
    fixedIn: ["hubspot"],
    isSystemic: true,
  },
  EXPIRED_AUTHENTICATION: {
    meaning: "The access token has expired.",
    fix: "Connect the portal again.",
    fixedIn: ["hubspot"],
    isSystemic: true,
  },
  INVALID_AUTHENTICATION: {
    meaning: "HubSpot doesn't accept the access token: the app was uninstalled, or the token deleted.",
    fix: "Connect the portal again.",
    fixedIn: ["hubspot"],
    isSystemic: true,
  },
  RATE_LIMITS: {
    meaning: "The portal's allowance of calls is used up.",
    fix: "Wait; leave more of the allowance to each app if this happens often.",
    fixedIn: [],
    isSystemic: true,
  },
};

/** What a refusal's code means and what to do about it. A code that nobody has met yet gets an honest general answer. */
export function explainHubSpotCode(code: string): RefusalExplanation {
  const entry = isKnownHubSpotCode(code) ? hubSpotErrorCatalogue[code] : undefined;
  if (entry) return { meaning: entry.meaning, fix: entry.fix, fixedIn: entry.fixedIn };
  return {
    meaning: `HubSpot refused the value with the code ${code}; most such codes are validation rules of the property.`,
    fix: "Read HubSpot's own words on the row, then correct the value or the property's rules in HubSpot.",
    fixedIn: ["source", "hubspot"],
  };
}

export function isKnownHubSpotCode(code: string): boolean {
  return Object.hasOwn(hubSpotErrorCatalogue, code);
}

/** Where docs/errors.md explains a code: the part of the address after `#`. */
export function errorDocsAnchor(stage: RejectStage, code: string): string {
  if (stage === "preflight") return `preflight-${code.toLowerCase()}`;
  return isKnownHubSpotCode(code) ? `hubspot-${code.toLowerCase()}` : "hubspot-any-other-code";
}

/** True when a refusal is about the request, the portal or the connection, and so about every row alike. */
export function isSystemicCode(code: string): boolean {
  return isKnownHubSpotCode(code) && hubSpotErrorCatalogue[code]?.isSystemic === true;
}

function brokenRule(allowed: string): CatalogueEntry {
  return {
    meaning: `A validation rule of the property allows ${allowed}.`,
    fix: "Correct the value in the source, or change the property's validation rule in HubSpot.",
    fixedIn: ["source", "hubspot"],
  };
}
