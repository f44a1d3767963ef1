import { objectTypeOf, type PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { findArchived, findRecord, refuseNonUnique } from "@/lib/local/hubspot-sandbox/api/objects/find-record";
import { readObject, readOptionalText, readText } from "@/lib/local/hubspot-sandbox/api/read-body";
import { invalidRequest, recordNotFound } from "@/lib/local/hubspot-sandbox/api/refused";
import { type Reply, replyEmpty } from "@/lib/local/hubspot-sandbox/http/answer";
import { isContacts } from "@/lib/local/hubspot-sandbox/portals/portal";

/** Takes a contact out for good, archived or not. An email that nobody has is a 204, too. */
export function gdprDelete(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  // Nobody recorded what HubSpot says of other object types.
  if (!isContacts(type)) throw invalidRequest(`Records of the object type ${type.typeId} can't be deleted for good.`);
  const body = readObject(call);
  const id = readText(body, "objectId", call);
  const idProperty = readOptionalText(body, "idProperty", call);
  if (idProperty !== null && idProperty !== "hs_object_id") refuseNonUnique(type, idProperty, call);
  const record = findRecord(type, id, idProperty) ?? (idProperty === null ? findArchived(type, id) : null);
  if (record !== null) call.sandbox.eraseRecord(call.portal, type, record.id);
  else if (idProperty === null) throw recordNotFound();
  return replyEmpty(204);
}
