import { z } from "zod";
import type { Refusal } from "@/lib/engine/types";
import type { HubSpotEnvelope } from "./envelope";
import { parseJson } from "./exchange";

/** A refusal and the refused value, where HubSpot quotes it. */
export interface RefusedValue {
  readonly refusal: Refusal;
  readonly value: string | null;
}

const PREFIX = "Property values were not valid:";
const CONFLICT =
  /^Cannot set PropertyValueCoordinates\{.*?propertyName=([^,}]+), value=(.*)\} on (\d+)\. (\d+) already has that value/s;

const PropertyFault = z.object({
  name: z.string().nullable().catch(null),
  error: z.string().catch("VALIDATION_ERROR"),
  message: z.string().catch(""),
  propertyValue: z.string().nullable().catch(null),
});

/** Texts that HubSpot sends without a code of their own. */
const CODES_BY_TEXT: readonly (readonly [RegExp, string])[] = [
  [/^Duplicate IDs found in batch input/, "DUPLICATE_IDS"],
  [/ by non-unique \S+ property /, "NON_UNIQUE_MATCH_PROPERTY"],
  [/^Unable to infer object type from/, "UNKNOWN_OBJECT_TYPE"],
  [/maximum number of inputs supported in a batch/, "BATCH_TOO_LARGE"],
  [/^Invalid input JSON/, "INVALID_JSON"],
  [/^Missing '.*' permission/, "MISSING_PERMISSION"],
  [/^Missing required scope/, "MISSING_SCOPES"],
];

/** Where HubSpot quotes the refused value in the text of a code. */
const QUOTED_VALUES: readonly RegExp[] = [
  /^(.*?) was not one of the allowed options/s,
  /^Email address (.*) is invalid/s,
  /^(.*) was not a valid /s,
  /^(.*) is at \d\d?:\d\d:\d\d/s,
];

/** Everything that an error body refuses, at least one: first the array inside its message, else its `errors`, else its text. */
export function readRefusedValues(envelope: HubSpotEnvelope): [RefusedValue, ...RefusedValue[]] {
  const [first, ...others] = readMessageArray(envelope.message) ?? readErrors(envelope);
  return first ? [first, ...others] : [readText(envelope)];
}

/** The body's refusals as one: the first one's code, everybody's words. */
export function readRefusal(envelope: HubSpotEnvelope): Refusal {
  const refused = readRefusedValues(envelope);
  const message = [...new Set(refused.map(({ refusal }) => refusal.message))].join("; ");
  return { ...refused[0].refusal, message };
}

/** The record that already has the value, by the conflict's context or its text. */
export function readExistingRecordId(envelope: HubSpotEnvelope): string | null {
  return (
    envelope.context.existingId?.[0] ??
    CONFLICT.exec(envelope.message)?.[4] ??
    /Existing ID: (\d+)/.exec(envelope.message)?.[1] ??
    null
  );
}

// The array is documented nowhere and has been seen in every version: it alone names the property and the code of a 207.
function readMessageArray(message: string): RefusedValue[] | null {
  if (!message.startsWith(PREFIX)) return null;
  const faults = z.array(PropertyFault).safeParse(parseJson(message.slice(PREFIX.length)));
  if (!faults.success) return null;
  return faults.data.map((fault) => toRefusedValue(fault.error, fault.name, fault.message, fault.propertyValue));
}

function readErrors(envelope: HubSpotEnvelope): RefusedValue[] {
  return envelope.errors.flatMap(({ code, context, message }) =>
    code ? [toRefusedValue(code, context.propertyName?.[0] ?? null, message ?? envelope.message, null)] : [],
  );
}

function readText({ message, category, subCategory }: HubSpotEnvelope): RefusedValue {
  const conflict = CONFLICT.exec(message);
  if (conflict) {
    const [, property = null, value = null] = conflict;
    return { refusal: { code: "CONFLICTING_UNIQUE_VALUE", property, option: null, message }, value };
  }
  const code =
    CODES_BY_TEXT.find(([pattern]) => pattern.test(message))?.[1] ??
    subCategory?.split(".").at(-1) ??
    category ??
    "UNEXPLAINED";
  return {
    refusal: { code, property: null, option: null, message: message || "HubSpot gave no reason." },
    value: null,
  };
}

function toRefusedValue(code: string, property: string | null, message: string, sent: string | null): RefusedValue {
  const value = readQuotedValue(message) ?? sent;
  const option = code === "INVALID_OPTION" ? value : null;
  return { refusal: { code, property, option, message: message || code }, value };
}

function readQuotedValue(message: string): string | null {
  for (const pattern of QUOTED_VALUES) {
    const quoted = pattern.exec(message)?.[1];
    if (quoted !== undefined) return quoted;
  }
  return null;
}
