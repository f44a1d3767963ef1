import {
  batchArchiveLinks,
  batchAssociateDefault,
  batchCreateLinks,
} from "@/lib/local/hubspot-sandbox/api/associations/batch-write-links";
import { createLabel, listLabels } from "@/lib/local/hubspot-sandbox/api/associations/labels";
import { archiveLink, putDefaultLink, putLink } from "@/lib/local/hubspot-sandbox/api/associations/one-link";
import { batchReadLinks, listLinks } from "@/lib/local/hubspot-sandbox/api/associations/read-links";
import { requireEditAssociations } from "@/lib/local/hubspot-sandbox/api/associations/require-edit-associations";
import { needs, type PortalCall, type PortalRoute } from "@/lib/local/hubspot-sandbox/api/call";
import type { Place } from "@/lib/local/hubspot-sandbox/api/paths";
import type { Reply } from "@/lib/local/hubspot-sandbox/http/answer";

type Answer = (call: PortalCall) => Reply;

const pool = "associations";

export const associationRoutes: readonly PortalRoute[] = [
  pairs("POST", "/batch/create", "write", batchCreateLinks),
  pairs("POST", "/batch/associate/default", "write", batchAssociateDefault),
  pairs("POST", "/batch/archive", "write", batchArchiveLinks),
  pairs("POST", "/batch/read", "read", batchReadLinks),
  pairs("GET", "/labels", "read", listLabels),
  pairs("POST", "/labels", "write", createLabel),
  one("PUT", "/default/{toObjectType}/{toRecordId}", "write", putDefaultLink),
  one("PUT", "/{toObjectType}/{toRecordId}", "write", putLink),
  one("DELETE", "/{toObjectType}/{toRecordId}", "write", archiveLink),
  one("GET", "/{toObjectType}", "read", listLinks),
];

function pairs(method: string, path: string, access: "read" | "write", answer: Answer): PortalRoute {
  const below = `/{objectType}/{toObjectType}${path}`;
  return route({ method, family: "associations", path: below }, access, answer);
}

function one(method: string, path: string, access: "read" | "write", answer: Answer): PortalRoute {
  const below = `/{objectType}/{recordId}/associations${path}`;
  return route({ method, family: "links", path: below }, access, answer);
}

function route(place: Place, access: "read" | "write", answer: Answer): PortalRoute {
  return {
    kind: "portal",
    ...place,
    scopes: needs(access),
    pool,
    answer: (call) => {
      if (access === "write") requireEditAssociations(call);
      return answer(call);
    },
  };
}
