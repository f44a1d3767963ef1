import { renderDefaultLink } from "@/lib/local/hubspot-sandbox/api/associations/batch-write-links";
import { otherTypeOf, readSpecs } from "@/lib/local/hubspot-sandbox/api/associations/read-specs";
import { refuseUnconnectable, renderLink, replyLinks } from "@/lib/local/hubspot-sandbox/api/associations/render-links";
import { objectTypeOf, type PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { readList } from "@/lib/local/hubspot-sandbox/api/read-body";
import { type Reply, replyEmpty, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import { checkSpecs, findBadPair } from "@/lib/local/hubspot-sandbox/records/check-association";
import { refuseAssociation } from "@/lib/local/hubspot-sandbox/records/record-problem";

export function putDefaultLink(call: PortalCall): Reply {
  const { type, other, from, to, fromRef, toRef } = readPair(call);
  const plain = call.portal.associations.findUnlabelled(type.typeId, other.typeId);
  if (plain === null) throw refuseUnconnectable(type, other);
  refuseBadPair(call);
  call.portal.associations.link(fromRef, toRef, [plain]);
  return replyLinks(call, 200, [renderDefaultLink(from, to, plain)], []);
}

/** Adds labels to what connects the two already. */
export function putLink(call: PortalCall): Reply {
  const { type, other, from, to, fromRef, toRef } = readPair(call);
  const checked = checkSpecs(call.portal, readSpecs(readList(call), call), type, other);
  if (checked.kind === "invalid-association") throw refuseAssociation(checked);
  refuseBadPair(call);
  call.portal.associations.link(fromRef, toRef, checked.definitions);
  return replyJson(201, renderLink(type, from, other, to, checked.definitions));
}

/** Takes away all that connects the two, and says 204 even if nothing did. */
export function archiveLink(call: PortalCall): Reply {
  const { fromRef, toRef } = readPair(call);
  call.portal.associations.set(fromRef, toRef, []);
  return replyEmpty(204);
}

function readPair(call: PortalCall) {
  const [type, other] = [objectTypeOf(call), otherTypeOf(call)];
  const { recordId: from = "", toRecordId: to = "" } = call.params;
  const fromRef = { objectTypeId: type.typeId, id: Number(from) };
  const toRef = { objectTypeId: other.typeId, id: Number(to) };
  return { type, other, from, to, fromRef, toRef };
}

function refuseBadPair(call: PortalCall): void {
  const { type, other, from, to } = readPair(call);
  const problem = findBadPair(type, from, other, to);
  if (problem !== null) throw refuseAssociation(problem);
}
