import { messageOf } from "@/lib/errors";
import type { PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { badBody, invalidRequest, tooManyInputs } from "@/lib/local/hubspot-sandbox/api/refused";
import type { Values } from "@/lib/local/hubspot-sandbox/records/record-store";

const maxInputs = 100;
const batchInput = "com.hubspot.inbounddb.publicobject.core.v2.SimplePublicObjectBatchInput$Json";

export type JsonObject = Readonly<Record<string, unknown>>;

export function readObject(call: PortalCall): JsonObject {
  return asObject(readJson(call.request.body), "java.util.LinkedHashMap", call.request.body);
}

/** The inputs of a batch: at most a hundred objects. */
export function readInputs(call: PortalCall): readonly JsonObject[] {
  const { inputs } = readObject(call);
  if (inputs === undefined || inputs === null) throw missingFields("inputs", call);
  if (!Array.isArray(inputs)) throw cannotDeserialize(inputs, "java.util.ArrayList", call.request.body);
  if (inputs.length > maxInputs) throw tooManyInputs(maxInputs);
  return inputs.map((input: unknown) => asObject(input, batchInput, call.request.body));
}

export function readText(from: JsonObject, field: string, call: PortalCall): string {
  const text = readOptionalText(from, field, call);
  if (text === null) throw missingFields(field, call);
  return text;
}

/** Like HubSpot's reader, takes a number or a boolean for its text. */
export function readOptionalText(from: JsonObject, field: string, call: PortalCall): string | null {
  const value = from[field];
  if (value === undefined || value === null) return null;
  if (typeof value === "object") throw cannotDeserialize(value, "java.lang.String", call.request.body);
  return String(value);
}

export function readProperties(from: JsonObject, call: PortalCall): Values {
  if (from.properties === undefined || from.properties === null) throw missingFields("properties", call);
  const given = asObject(from.properties, "java.util.LinkedHashMap", call.request.body);
  const values: [string, string][] = [];
  for (const [name, value] of Object.entries(given)) {
    if (value === null) {
      if (call.sandbox.switches.clearsOnNull) values.push([name, ""]);
      continue;
    }
    if (typeof value === "object") throw cannotDeserialize(value, "java.lang.String", call.request.body);
    values.push([name, String(value)]);
  }
  return Object.fromEntries(values);
}

export function readTextList(from: JsonObject, field: string, call: PortalCall): readonly string[] {
  const list = from[field] ?? [];
  if (!Array.isArray(list)) throw cannotDeserialize(list, "java.util.ArrayList", call.request.body);
  return list.map(String);
}

/** Associations are not part of the sandbox yet: better refused than lost. */
export function refuseAssociations(from: JsonObject): void {
  if (Array.isArray(from.associations) && from.associations.length > 0) {
    throw invalidRequest("This sandbox keeps no associations.");
  }
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (failure) {
    const position = /position (\d+)/.exec(messageOf(failure))?.[1];
    throw badBody(`${describePosition(body, Number(position ?? 0))}: Unexpected character`);
  }
}

function asObject(value: unknown, javaType: string, body: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw cannotDeserialize(value, javaType, body);
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function cannotDeserialize(value: unknown, javaType: string, body: string) {
  const { from, token } = describeKind(value);
  return badBody(
    `${describePosition(body, 0)}: Cannot deserialize value of type \`${javaType}\` from ${from} value (token \`JsonToken.${token}\`)`,
  );
}

function describeKind(value: unknown): { from: string; token: string } {
  if (Array.isArray(value)) return { from: "Array", token: "START_ARRAY" };
  if (typeof value === "object" && value !== null) return { from: "Object", token: "START_OBJECT" };
  if (typeof value === "string") return { from: "String", token: "VALUE_STRING" };
  if (typeof value === "number") return { from: "Number", token: "VALUE_NUMBER_INT" };
  if (typeof value === "boolean") return { from: "Boolean", token: value ? "VALUE_TRUE" : "VALUE_FALSE" };
  return { from: "Null", token: "VALUE_NULL" };
}

function missingFields(field: string, call: PortalCall) {
  return badBody(`${describePosition(call.request.body, 0)}: Some required fields were not set: [${field}]`);
}

function describePosition(body: string, position: number): string {
  const lines = body.slice(0, position).split("\n");
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
