import type { PortalCall, Route } from "@/lib/local/hubspot-sandbox/api/call";
import { countCustomProperties } from "@/lib/local/hubspot-sandbox/api/find-bad-definition";
import { replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import { isGone, type ObjectType, type Portal } from "@/lib/local/hubspot-sandbox/portals/portal";

/** How much of what a portal may have is used up. */
export const limitRoutes: readonly Route[] = [
  route("/custom-object-types", ({ portal }) => track(maxCustomObjectsOf(portal), listCustomTypes(portal).length)),
  route("/custom-properties", describeCustomProperties),
];

function route(path: string, describe: (call: PortalCall) => unknown): Route {
  return {
    kind: "portal",
    method: "GET",
    family: "limits",
    path,
    scopes: () => anyReader,
    answer: (call) => replyJson(200, describe(call)),
  };
}

const anyReader = [
  "crm.schemas.custom.read",
  "crm.objects.custom.read",
  "crm.schemas.contacts.read",
  "crm.objects.contacts.read",
];

/** Below Enterprise a portal may have none. */
export function maxCustomObjectsOf({ seed }: Portal): number {
  return seed.tier === "enterprise" ? (seed.maxCustomObjects ?? 20) : 0;
}

export function listCustomTypes(portal: Portal): readonly ObjectType[] {
  return [...portal.objectTypes.values()].filter((type) => type.custom !== null && !isGone(type));
}

function describeCustomProperties({ portal }: PortalCall) {
  const types = [...portal.objectTypes.values()].filter((type) => !isGone(type));
  const byObjectType = types.map((type) => ({
    objectTypeId: type.typeId,
    ...track(1000, countCustomProperties(type)),
  }));
  const overall = track(
    10_000,
    byObjectType.reduce((sum, { usage }) => sum + usage, 0),
  );
  return {
    overallLimit: overall.limit,
    overallUsage: overall.usage,
    overallPercentage: overall.percentage,
    byObjectType,
  };
}

function track(limit: number, usage: number) {
  return { limit, usage, percentage: limit === 0 ? 0 : Math.round((usage / limit) * 10_000) / 100 };
}
