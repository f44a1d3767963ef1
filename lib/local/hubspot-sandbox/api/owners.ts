import type { PortalCall, Route } from "@/lib/local/hubspot-sandbox/api/call";
import { readLimit } from "@/lib/local/hubspot-sandbox/api/paging";
import { replyJson } from "@/lib/local/hubspot-sandbox/http/answer";

export const ownerRoutes: readonly Route[] = [
  {
    kind: "portal",
    method: "GET",
    family: "owners",
    path: "",
    scopes: () => ["crm.objects.owners.read"],
    answer: (call) => replyJson(200, listOwners(call)),
  },
];

const since = "2024-01-15T09:00:00.000Z";
const firstUserId = 9_586_504;

function listOwners({ portal, request }: PortalCall) {
  const query = request.url.searchParams;
  const limit = readLimit(query, { standard: 100, max: 500 });
  const email = query.get("email");
  const isArchived = query.get("archived") === "true";
  const matching = isArchived ? [] : portal.owners.filter((owner) => email === null || owner.email === email);
  const start = matching.findIndex((owner) => owner.id === query.get("after")) + 1;
  const page = matching.slice(start, start + limit);
  const last = page.at(-1);
  return {
    results: page.map((owner) => {
      const userId = firstUserId + portal.owners.indexOf(owner);
      return {
        id: owner.id,
        email: owner.email,
        type: "PERSON",
        firstName: owner.firstName,
        lastName: owner.lastName,
        userId,
        userIdIncludingInactive: userId,
        createdAt: since,
        updatedAt: since,
        archived: false,
      };
    }),
    ...(last && start + limit < matching.length && { paging: { next: { after: last.id } } }),
  };
}
