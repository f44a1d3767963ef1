import type { WriteInput } from "@/lib/engine/types";
import { foldMatchValue } from "./batch-calls";
import type { HubSpotEnvelope } from "./envelope";
import { type RefusedValue, readRefusedValues } from "./refusals";

/** Codes that are about a property whatever its value: every row that sends it is refused. */
const ABOUT_PROPERTY = ["PROPERTY_DOESNT_EXIST", "READ_ONLY_VALUE"];

/** Codes that are about a value that was sent, even where they don't quote it: validation rules don't. */
const ABOUT_VALUE = /^INVALID_/;

export interface NamedRow {
  readonly input: WriteInput;
  /** The body reduced to what it says about this row. */
  readonly body: HubSpotEnvelope;
}

/**
 * The rows that an error body about a whole batch gives away: by trace id, or because they alone send the property
 * and the value that it quotes. Rows that it could only perhaps mean are not named.
 */
export function findNamedRows(
  inputs: readonly WriteInput[],
  matchProperty: string,
  body: HubSpotEnvelope,
): readonly NamedRow[] {
  const traces = body.context.objectWriteTraceId ?? [];
  // A body that names rows by their trace means no others, even where those have their outcome already.
  if (traces.length > 0) return inputs.filter(({ trace }) => traces.includes(trace)).map((input) => ({ input, body }));
  const missing = findMissing(inputs, body);
  if (missing.length > 0) return missing.map((input) => ({ input, body }));

  const named = new Map<WriteInput, RefusedValue[]>();
  for (const refused of readRefusedValues(body)) {
    for (const input of findSenders(inputs, matchProperty, refused)) {
      named.set(input, [...(named.get(input) ?? []), refused]);
    }
  }
  return [...named].map(([input, refused]) => ({ input, body: narrowBody(body, refused) }));
}

function findSenders(
  inputs: readonly WriteInput[],
  matchProperty: string,
  { refusal: { code, property }, value }: RefusedValue,
): readonly WriteInput[] {
  if (property === null) return [];
  if (ABOUT_PROPERTY.includes(code)) return inputs.filter(({ payload }) => Object.hasOwn(payload, property));
  if (value === null) return ABOUT_VALUE.test(code) ? findOnlySender(inputs, property) : [];
  const senders = inputs.filter(({ matchValue, payload }) => {
    if (property === matchProperty) return foldMatchValue(matchValue) === foldMatchValue(value);
    const sent = payload[property];
    return sent === value || (code === "INVALID_OPTION" && sent?.split(";").includes(value) === true);
  });
  // One of several rows that send a taken value may be the very record that has it.
  return code === "CONFLICTING_UNIQUE_VALUE" && senders.length > 1 ? [] : senders;
}

/** The rows whose record HubSpot doesn't have, by the ids that it didn't find. */
function findMissing(inputs: readonly WriteInput[], body: HubSpotEnvelope): readonly WriteInput[] {
  if (body.category !== "OBJECT_NOT_FOUND") return [];
  const ids = (body.context.ids ?? []).map(foldMatchValue);
  return inputs.filter(({ matchValue }) => ids.includes(foldMatchValue(matchValue)));
}

function findOnlySender(inputs: readonly WriteInput[], property: string): readonly WriteInput[] {
  const senders = inputs.filter(({ payload }) => payload[property]);
  return senders.length === 1 ? senders : [];
}

function narrowBody(body: HubSpotEnvelope, refused: readonly RefusedValue[]): HubSpotEnvelope {
  if (refused.every(({ refusal }) => refusal.message === body.message)) return body;
  const errors = refused.map(({ refusal: { code, property, message } }) => ({
    code,
    message,
    subCategory: null,
    context: property === null ? {} : { propertyName: [property] },
  }));
  return { ...body, message: errors.map(({ message }) => message).join("; "), errors };
}
