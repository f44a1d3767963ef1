import { z } from "zod";
import { AdminRefusal } from "@/lib/local/hubspot-sandbox/admin/admin-refusal";
import { type Commands, findType, inType } from "@/lib/local/hubspot-sandbox/admin/command";
import type { ObjectType, Portal } from "@/lib/local/hubspot-sandbox/portals/portal";
import { mergeRecords } from "@/lib/local/hubspot-sandbox/records/merge-records";
import { toRefusal } from "@/lib/local/hubspot-sandbox/records/record-problem";
import { listAllValues } from "@/lib/local/hubspot-sandbox/records/render-record";
import type { StoredRecord, Values } from "@/lib/local/hubspot-sandbox/records/stored-record";
import { applyWrite, planWrite } from "@/lib/local/hubspot-sandbox/records/write-record";
import type { Sandbox } from "@/lib/local/hubspot-sandbox/sandbox";

export const recordCommands: Commands = {
  "GET /records": listRecords,
  "POST /records": createRecords,
  "POST /generate": generateRecords,
  "POST /merge": merge,
};

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
    total: type.records.countLive(),
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

function createRecords(sandbox: Sandbox, input: unknown) {
  const { records, ...place } = inType
    .extend({ records: z.array(z.object({ properties: z.record(z.string(), z.string()) })) })
    .parse(input);
  const seed = seeder(sandbox, findType(sandbox, place));
  return { ids: records.map(({ properties }) => String(seed(properties))) };
}

/** As many records as asked, alike but for `{n}` in the pattern's values, which counts up from `from`. */
function generateRecords(sandbox: Sandbox, input: unknown) {
  const { count, from, pattern, ...place } = inType
    .extend({
      count: z.number().int().positive(),
      from: z.number().int().nonnegative().default(1),
      pattern: z.record(z.string(), z.string()),
    })
    .parse(input);
  const seed = seeder(sandbox, findType(sandbox, place));
  const properties = Object.entries(pattern);
  const fill = (n: number) =>
    Object.fromEntries(properties.map(([name, value]) => [name, value.replaceAll("{n}", `${n}`)]));
  for (let n = from; n < from + count; n += 1) seed(fill(n));
  return { created: count };
}

/** Makes records as if the portal's people had: no scopes, no limits, no rules of 2026-09. Returns each one's id. */
function seeder(sandbox: Sandbox, { portal, type }: { portal: Portal; type: ObjectType }): (values: Values) => number {
  const now = sandbox.clock.now();
  const context = { portal, type, switches: sandbox.switches, isStrict: false, now };
  const nextId = () => sandbox.nextRecordId();
  return (values) => {
    const plan = planWrite(values, null, context);
    const writer = { context, now, appId: "0", nextId, saysContactExists: true, undo: [] };
    const written = plan.kind === "plan" ? applyWrite(plan, writer) : plan;
    if (written.kind === "written") return written.record.id;
    throw new AdminRefusal(toRefusal([written], 1, portal.hubId).message);
  };
}

function merge(sandbox: Sandbox, input: unknown): void {
  const { primaryId, mergedId, ...place } = inType
    .extend({ primaryId: z.coerce.number(), mergedId: z.coerce.number() })
    .parse(input);
  const found = findType(sandbox, place);
  const [primary, merged] = [findLive(found.type, primaryId), findLive(found.type, mergedId)];
  mergeRecords(found, primary, merged, { now: sandbox.clock.now(), appId: "0" });
}

function findLive(type: ObjectType, id: number): StoredRecord {
  const record = type.records.get(id);
  if (record === null) throw new AdminRefusal(`No record ${id} in ${type.name}.`);
  return record;
}
