import { z } from "zod";
import { AdminRefusal } from "@/lib/local/hubspot-sandbox/admin/admin-refusal";
import { faultSchema } from "@/lib/local/hubspot-sandbox/admin/faults";
import { findObjectType, type ObjectType, type Portal } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { Property } from "@/lib/local/hubspot-sandbox/portals/property";
import { mergeRecords } from "@/lib/local/hubspot-sandbox/records/merge-records";
import { toRefusal } from "@/lib/local/hubspot-sandbox/records/record-problem";
import type { StoredRecord } from "@/lib/local/hubspot-sandbox/records/record-store";
import { listAllValues } from "@/lib/local/hubspot-sandbox/records/render-record";
import { applyWrite, planWrite } from "@/lib/local/hubspot-sandbox/records/write-record";
import type { Sandbox } from "@/lib/local/hubspot-sandbox/sandbox";
import { switchesSchema } from "@/lib/local/hubspot-sandbox/switches";

type Command = (sandbox: Sandbox, input: unknown) => unknown;

/** The admin door's commands by method and path. What they return is the answer's JSON. */
export const adminCommands: Readonly<Record<string, Command>> = {
  "GET /records": listRecords,
  "POST /records": createRecords,
  "POST /merge": merge,
  "GET /calls": ({ calls }) => ({ calls: calls.list() }),
  "POST /reset-counts": ({ calls }) => calls.reset(),
  "GET /faults": ({ faults }) => ({ faults: faults.list() }),
  "POST /faults": ({ faults }, input) => faults.add(faultSchema.parse(input)),
  "DELETE /faults": ({ faults }) => faults.clear(),
  "POST /clock": advanceClock,
  "POST /latency": setLatency,
  "POST /limits": setLimits,
  "POST /switches": setSwitches,
  "POST /revoke": (sandbox, input) => sandbox.installs.revoke(parsePortal(sandbox, input).hubId),
  "POST /uninstall": (sandbox, input) => sandbox.installs.uninstall(parsePortal(sandbox, input).hubId, null),
  "POST /remove-scope": removeScope,
  "POST /archive-property": archiveProperty,
  "POST /add-option": addOption,
};

const inPortal = z.object({ portal: z.coerce.number() });
const inType = inPortal.extend({ objectType: z.string() });
const inProperty = inType.extend({ property: z.string() });
const page = inType.extend({
  after: z.coerce.number().default(0),
  limit: z.coerce.number().int().min(1).max(10_000).default(100),
  archived: z.enum(["true", "false"]).default("false"),
});

function listRecords(sandbox: Sandbox, input: unknown) {
  const { after, limit, archived, ...place } = page.parse(input);
  const { type } = findType(sandbox, place);
  const { records, hasMore } = type.records.page(after, limit, { isArchived: archived === "true" });
  return {
    total: type.records.all().reduce((total, record) => total + (record.archivedAt === null ? 1 : 0), 0),
    results: records.map((record) => ({
      id: String(record.id),
      properties: listAllValues(record, type),
      createdAt: new Date(record.createdAt).toISOString(),
      updatedAt: new Date(record.updatedAt).toISOString(),
      archived: record.archivedAt !== null,
    })),
    after: hasMore ? String(records.at(-1)?.id) : null,
  };
}

/** Seeds records as if the portal's people had made them: no scopes, no limits, no rules of 2026-09. */
function createRecords(sandbox: Sandbox, input: unknown) {
  const { records, ...place } = inType
    .extend({ records: z.array(z.object({ properties: z.record(z.string(), z.string()) })) })
    .parse(input);
  const { portal, type } = findType(sandbox, place);
  const context = { portal, type, switches: sandbox.switches, isStrict: false };
  const now = sandbox.clock.now();
  const nextId = () => sandbox.nextRecordId();
  const writer = { context, now, appId: "0", nextId, saysContactExists: true, undo: [] };
  const ids = records.map(({ properties }) => {
    const plan = planWrite(properties, null, context);
    const written = plan.kind === "plan" ? applyWrite(plan, writer) : plan;
    if (written.kind === "written") return String(written.record.id);
    throw new AdminRefusal(toRefusal([written], 1, portal.hubId).message);
  });
  return { ids };
}

function merge(sandbox: Sandbox, input: unknown): void {
  const { primaryId, mergedId, ...place } = inType
    .extend({ primaryId: z.coerce.number(), mergedId: z.coerce.number() })
    .parse(input);
  const { type } = findType(sandbox, place);
  mergeRecords(type, findLive(type, primaryId), findLive(type, mergedId), sandbox.clock.now());
}

function advanceClock(sandbox: Sandbox, input: unknown) {
  const { advanceMs } = z.object({ advanceMs: z.number().nonnegative() }).parse(input);
  sandbox.advanceClock(advanceMs);
  return { now: new Date(sandbox.clock.now()).toISOString() };
}

function setLatency(sandbox: Sandbox, input: unknown): void {
  sandbox.latencyMs = z.object({ latencyMs: z.number().nonnegative() }).parse(input).latencyMs;
}

function setLimits(sandbox: Sandbox, input: unknown): void {
  const limits = z.object({ burst: z.number().int().positive(), intervalMs: z.number().int().positive() });
  sandbox.limiter.limits = z.object({ limits: limits.nullable() }).parse(input).limits;
}

function setSwitches(sandbox: Sandbox, input: unknown) {
  return Object.assign(sandbox.switches, switchesSchema.partial().strict().parse(input));
}

function removeScope(sandbox: Sandbox, input: unknown): void {
  const { scope } = inPortal.extend({ scope: z.string() }).parse(input);
  sandbox.installs.removeScope(parsePortal(sandbox, input).hubId, scope);
}

function archiveProperty(sandbox: Sandbox, input: unknown): void {
  changeProperty(sandbox, input, (property) => ({ ...property, archivedAt: sandbox.clock.now() }));
}

function addOption(sandbox: Sandbox, input: unknown): void {
  const { option } = z.object({ option: z.object({ value: z.string(), label: z.string() }) }).parse(input);
  changeProperty(sandbox, input, (property) => ({
    ...property,
    options: [...property.options, { ...option, displayOrder: property.options.length, hidden: false }],
  }));
}

function changeProperty(sandbox: Sandbox, input: unknown, change: (property: Property) => Property): void {
  const place = inProperty.parse(input);
  const { portal, type } = findType(sandbox, place);
  const property = type.properties.get(place.property);
  if (property === undefined) throw new AdminRefusal(`No property ${place.property} in ${type.name}.`);
  sandbox.saveProperty(portal, type, change(property));
}

function parsePortal(sandbox: Sandbox, input: unknown): Portal {
  const { portal: hubId } = inPortal.parse(input);
  const portal = sandbox.portals.get(hubId);
  if (portal === undefined) throw new AdminRefusal(`No portal ${hubId}.`);
  return portal;
}

function findType(sandbox: Sandbox, place: z.infer<typeof inType>): { portal: Portal; type: ObjectType } {
  const portal = parsePortal(sandbox, place);
  const type = findObjectType(portal, place.objectType);
  if (type === null) throw new AdminRefusal(`No object type ${place.objectType} in portal ${portal.hubId}.`);
  return { portal, type };
}

function findLive(type: ObjectType, id: number): StoredRecord {
  const record = type.records.get(id);
  if (record === null) throw new AdminRefusal(`No record ${id} in ${type.name}.`);
  return record;
}
