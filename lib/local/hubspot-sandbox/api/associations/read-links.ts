import { otherTypeOf } from "@/lib/local/hubspot-sandbox/api/associations/read-specs";
import { type LinkError, replyLinks } from "@/lib/local/hubspot-sandbox/api/associations/render-links";
import { objectTypeOf, type PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { readRecordId } from "@/lib/local/hubspot-sandbox/api/objects/find-record";
import { readLimit } from "@/lib/local/hubspot-sandbox/api/paging";
import { readInputs, readOptionalText, readText } from "@/lib/local/hubspot-sandbox/api/read-body";
import { recordNotFound } from "@/lib/local/hubspot-sandbox/api/refused";
import { type Reply, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { ObjectType, Portal } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { LinkedRecord } from "@/lib/local/hubspot-sandbox/records/association-store";

const maxRead = 1000;
const pageSize = 500;

/** Whom up to 1,000 records are connected with; records without any are errors of a 207. */
export function batchReadLinks(call: PortalCall): Reply {
  const [type, other] = [objectTypeOf(call), otherTypeOf(call)];
  const results: unknown[] = [];
  const errors: LinkError[] = [];
  for (const input of readInputs(call, maxRead)) {
    const id = readText(input, "id", call);
    const linked = listLive(call.portal, type, readRecordId(id), other);
    if (linked.length === 0) errors.push(nothingLinked(type, id, other));
    else {
      const { to, paging } = readPage(call, linked, id, readOptionalText(input, "after", call), pageSize);
      results.push({ from: { id }, to, ...paging });
    }
  }
  return replyLinks(call, errors.length > 0 ? 207 : 200, results, errors);
}

/** Whom one record is connected with. */
export function listLinks(call: PortalCall): Reply {
  const [type, other] = [objectTypeOf(call), otherTypeOf(call)];
  const { searchParams } = call.request.url;
  const limit = readLimit(searchParams, { standard: pageSize, max: pageSize });
  const id = readRecordId(call.params.recordId ?? "");
  if (id === null || type.records.get(id) === null) throw recordNotFound();
  const linked = listLive(call.portal, type, id, other);
  const { to, paging } = readPage(call, linked, String(id), searchParams.get("after"), limit);
  return replyJson(200, { results: to, ...paging });
}

/** Archived records are connected still, but nobody sees it until they are back. */
export function listLive(
  portal: Portal,
  type: ObjectType,
  id: number | null,
  other: ObjectType,
): readonly LinkedRecord[] {
  if (id === null || type.records.get(id) === null) return [];
  const linked = portal.associations.listLinked({ objectTypeId: type.typeId, id }, other.typeId);
  return linked.filter((one) => other.records.get(one.id) !== null);
}

function readPage(call: PortalCall, linked: readonly LinkedRecord[], id: string, after: string | null, limit: number) {
  const [type, other] = [objectTypeOf(call), otherTypeOf(call)];
  const lastId = readCursor(after);
  const rest = linked.filter((one) => one.id > lastId);
  const page = rest.slice(0, limit);
  const cursor = encodeURIComponent(Buffer.from(`${type.typeId}-${page.at(-1)?.id}`).toString("base64"));
  const link = `https://api.hubapi.com/crm/v4/objects/${type.typeId}/${id}/associations/${other.typeId}?after=${cursor}`;
  return {
    to: page.map((one) => ({
      toObjectId: String(one.id),
      associationTypes: one.definitions.map(({ category, typeId, label }) => ({ category, typeId, label })),
    })),
    paging: rest.length > limit ? { paging: { next: { after: cursor, link } } } : {},
  };
}

/** The cursor is HubSpot's own business; a client hands it back as it came, encoded or not. */
function readCursor(after: string | null): number {
  if (after === null || after === "") return 0;
  const text = Buffer.from(after.replace(/(%3D|=)+$/i, ""), "base64").toString();
  return Number(/-(\d+)$/.exec(text)?.[1] ?? 0);
}

function nothingLinked(type: ObjectType, id: string, other: ObjectType): LinkError {
  const [from, to] = [type.legacyName.toLowerCase(), other.legacyName.toLowerCase()];
  return {
    category: "OBJECT_NOT_FOUND",
    subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND",
    message: `No ${to} is associated with ${from} ${id}.`,
    context: { fromObjectId: [id], fromObjectType: [from], toObjectType: [to] },
  };
}
