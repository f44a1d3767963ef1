import { needs, type PortalCall, type PortalRoute } from "@/lib/local/hubspot-sandbox/api/call";
import { batchArchive } from "@/lib/local/hubspot-sandbox/api/objects/batch-archive";
import { batchCreate } from "@/lib/local/hubspot-sandbox/api/objects/batch-create";
import { batchRead } from "@/lib/local/hubspot-sandbox/api/objects/batch-read";
import { batchUpdate } from "@/lib/local/hubspot-sandbox/api/objects/batch-update";
import { batchUpsert } from "@/lib/local/hubspot-sandbox/api/objects/batch-upsert";
import { gdprDelete } from "@/lib/local/hubspot-sandbox/api/objects/gdpr-delete";
import { listRecords } from "@/lib/local/hubspot-sandbox/api/objects/list-records";
import { mergeTwo } from "@/lib/local/hubspot-sandbox/api/objects/merge-two";
import {
  archiveRecord,
  createRecord,
  getRecord,
  updateRecord,
} from "@/lib/local/hubspot-sandbox/api/objects/single-record";
import { readInputs } from "@/lib/local/hubspot-sandbox/api/read-body";
import { searchRecords } from "@/lib/local/hubspot-sandbox/api/search/search-records";
import type { Reply } from "@/lib/local/hubspot-sandbox/http/answer";

export const objectRoutes: readonly PortalRoute[] = [
  batch("/upsert", "write", batchUpsert),
  batch("/create", "write", batchCreate),
  batch("/update", "write", batchUpdate),
  batch("/archive", "write", batchArchive),
  batch("/read", "read", batchRead),
  route("POST", "/{objectType}/merge", "write", mergeTwo),
  route("POST", "/{objectType}/gdpr-delete", "write", gdprDelete),
  { ...route("POST", "/{objectType}/search", "read", searchRecords), pool: "search" },
  route("GET", "/{objectType}", "read", listRecords),
  route("POST", "/{objectType}", "write", createRecord),
  route("GET", "/{objectType}/{recordId}", "read", getRecord),
  route("PATCH", "/{objectType}/{recordId}", "write", updateRecord),
  route("DELETE", "/{objectType}/{recordId}", "write", archiveRecord),
];

function batch(path: string, access: "read" | "write", answer: (call: PortalCall) => Reply): PortalRoute {
  const scopesOf = needs(access);
  return {
    ...route("POST", `/{objectType}/batch${path}`, access, answer),
    scopes: (call) => (isOpenToAll(call) ? [] : scopesOf(call)),
  };
}

function isOpenToAll(call: PortalCall): boolean {
  return !call.sandbox.switches.checksScopesOfEmptyBatches && readInputs(call).length === 0;
}

function route(
  method: string,
  path: string,
  access: "read" | "write",
  answer: (call: PortalCall) => Reply,
): PortalRoute {
  return { kind: "portal", method, family: "objects", path, scopes: needs(access), answer };
}
