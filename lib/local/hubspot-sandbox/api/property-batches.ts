import { z } from "zod";
import { needs, objectTypeOf, type PortalCall, type Route } from "@/lib/local/hubspot-sandbox/api/call";
import { archiveProperty, createProperty, findProperty } from "@/lib/local/hubspot-sandbox/api/change-property";
import { findUse } from "@/lib/local/hubspot-sandbox/api/find-bad-definition";
import { definitionSchema, parseInput } from "@/lib/local/hubspot-sandbox/api/property-definition";
import { refuseHidden } from "@/lib/local/hubspot-sandbox/api/property-sensitivity";
import { type JsonObject, readInputs, readObject } from "@/lib/local/hubspot-sandbox/api/read-body";
import { Refused } from "@/lib/local/hubspot-sandbox/api/refused";
import { renderProperty } from "@/lib/local/hubspot-sandbox/api/render-property";
import { type Reply, replyEmpty, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { Property } from "@/lib/local/hubspot-sandbox/portals/property";

export const propertyBatchRoutes: readonly Route[] = [
  route("/{objectType}/batch/read", "read-schema", readBatch),
  route("/{objectType}/batch/create", "write-schema", createBatch),
  route("/{objectType}/batch/archive", "write-schema", archiveBatch),
];

function route(path: string, access: "read-schema" | "write-schema", answer: (call: PortalCall) => Reply): Route {
  return { kind: "portal", method: "POST", family: "properties", path, scopes: needs(access), answer };
}

const named = z.object({ name: z.string() });

function readBatch(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const { archived } = parseInput(z.object({ archived: z.boolean().default(false) }), readObject(call));
  return answerEach(call, type, 200, (input) => {
    const known = findProperty(type, parseInput(named, input).name, { isArchived: archived });
    refuseHidden(call, type, known.dataSensitivity);
    return known;
  });
}

function createBatch(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  return answerEach(call, type, 201, (input) => createProperty(call, type, parseInput(definitionSchema, input)));
}

/** Names that don't exist are passed over; one that may not go keeps all. */
function archiveBatch(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const names = readInputs(call).map((input) => parseInput(named, input).name);
  const known = names
    .flatMap((name) => type.properties.get(name) ?? [])
    .filter(({ archivedAt }) => archivedAt === null);
  const refusal = known.map((property) => findUse(property, type)).find((one) => one !== null);
  if (refusal) throw refusal;
  for (const property of known) archiveProperty(call, type, property);
  return replyEmpty(204);
}

/** One input that is refused makes the answer a 207 and leaves its neighbours alone. */
function answerEach(call: PortalCall, type: ObjectType, status: number, answer: (input: JsonObject) => Property) {
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const input of readInputs(call)) {
    try {
      results.push(renderProperty(answer(input), type, call.sandbox.switches));
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      errors.push({ status: "error", ...refusal.body, context: { name: [String(input.name)] } });
    }
  }
  const at = new Date(call.now).toISOString();
  return replyJson(errors.length > 0 ? 207 : status, {
    status: "COMPLETE",
    results,
    ...(errors.length > 0 && { numErrors: errors.length, errors }),
    startedAt: at,
    completedAt: at,
  });
}
