import type { PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { describePosition, findSyntaxError, findValue } from "@/lib/local/hubspot-sandbox/api/json-position";
import { badBody, tooManyInputs } from "@/lib/local/hubspot-sandbox/api/refused";
import type { Values } from "@/lib/local/hubspot-sandbox/records/stored-record";

const batchInput = "com.hubspot.inbounddb.publicobject.core.v2.SimplePublicObjectBatchInput$Json";

export type JsonObject = Readonly<Record<string, unknown>>;

export function readObject(call: PortalCall): JsonObject {
  return asObject(readJson(call.request.body), "java.util.LinkedHashMap", call.request.body);
}

/** The inputs of a batch: objects, a hundred at the most unless told otherwise. */
export function readInputs(call: PortalCall, maxInputs = 100): readonly JsonObject[] {
  const { inputs } = readObject(call);
  if (inputs === undefined || inputs === null) throw missingFields("inputs", call);
  if (!Array.isArray(inputs)) throw cannotDeserialize(inputs, "java.util.ArrayList", call.request.body, ["inputs"]);
  if (inputs.length > maxInputs) throw tooManyInputs(maxInputs);
  return inputs.map((input: unknown, index) => {
    if (isJsonObject(input)) return input;
    throw cannotDeserialize(input, batchInput, call.request.body, ["inputs", index]);
  });
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

export function readPart(from: JsonObject, field: string, call: PortalCall): JsonObject {
  if (from[field] === undefined || from[field] === null) throw missingFields(field, call);
  return asObject(from[field], "java.util.LinkedHashMap", call.request.body);
}

/** A list of objects; empty if it isn't there. */
export function readParts(from: JsonObject, field: string, call: PortalCall): readonly JsonObject[] {
  return toParts(from[field] ?? [], call);
}

/** A body that is a list of objects. */
export function readList(call: PortalCall): readonly JsonObject[] {
  return toParts(readJson(call.request.body), call);
}

function toParts(list: unknown, call: PortalCall): readonly JsonObject[] {
  if (!Array.isArray(list)) throw cannotDeserialize(list, "java.util.HashSet", call.request.body);
  return list.map((part: unknown) => asObject(part, "java.util.LinkedHashMap", call.request.body));
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw badBody(`${describePosition(body, findSyntaxError(body))}: Unexpected character`);
  }
}

function asObject(value: unknown, javaType: string, body: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw cannotDeserialize(value, javaType, body);
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Without a path, the place is told as the start of the body. */
function cannotDeserialize(value: unknown, javaType: string, body: string, path: readonly (string | number)[] = []) {
  const { from, token } = describeKind(value);
  return badBody(
    `${describePosition(body, findValue(body, path))}: Cannot deserialize value of type \`${javaType}\` from ${from} value (token \`JsonToken.${token}\`)`,
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
