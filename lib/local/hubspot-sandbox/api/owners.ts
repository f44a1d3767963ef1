import type { PortalCall, Route } from "@/lib/local/hubspot-sandbox/api/call";
import { readLimit } from "@/lib/local/hubspot-sandbox/api/paging";
import { recordNotFound } from "@/lib/local/hubspot-sandbox/api/refused";
import { replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { OwnerSeed } from "@/lib/local/hubspot-sandbox/options";
import type { Portal } from "@/lib/local/hubspot-sandbox/portals/portal";

const scopes = () => ["crm.objects.owners.read"];

export const ownerRoutes: readonly Route[] = [
  {
    kind: "portal",
    method: "GET",
    family: "owners",
    path: "",
    scopes,
    answer: (call) => replyJson(200, listOwners(call)),
  },
  {
    kind: "portal",
    method: "GET",
    family: "owners",
    path: "/{ownerId}",
    scopes,
    answer: (call) => replyJson(200, getOwner(call)),
  },
];

function listOwners({ portal, request }: PortalCall) {
  const query = request.url.searchParams;
  const limit = readLimit(query, { standard: 100, max: 500 });
  const email = query.get("email")?.toLowerCase() ?? null;
  const matching = portal.owners.filter(
    (owner) => isWanted(owner, query) && (email === null || owner.email?.toLowerCase() === email),
  );
  const start = matching.findIndex((owner) => owner.id === query.get("after")) + 1;
  const page = matching.slice(start, start + limit);
  const last = page.at(-1);
  return {
    results: page.map((owner) => render(owner, portal)),
    ...(last && start + limit < matching.length && { paging: { next: { after: last.id } } }),
  };
}

/** By its id, or by a person's `userId` with `idProperty=userId`. */
function getOwner({ portal, params, request }: PortalCall) {
  const query = request.url.searchParams;
  const idOf = (owner: OwnerSeed) =>
    query.get("idProperty") === "userId" ? String(userIdOf(owner, portal)) : owner.id;
  const owner = portal.owners.find((one) => isWanted(one, query) && idOf(one) === params.ownerId);
  if (owner === undefined) throw recordNotFound();
  return render(owner, portal);
}

function isWanted({ isArchived = false }: OwnerSeed, query: URLSearchParams): boolean {
  return isArchived === (query.get("archived") === "true");
}

const since = "2024-01-15T09:00:00.000Z";
const firstUserId = 9_586_504;

function userIdOf(owner: OwnerSeed, portal: Portal): number {
  return firstUserId + portal.owners.indexOf(owner);
}

/** A queue is nobody; who has left has no user any more. */
function render(owner: OwnerSeed, portal: Portal) {
  const { id, email, firstName, lastName, type = "PERSON", teams, isArchived = false } = owner;
  const userId = userIdOf(owner, portal);
  return {
    id,
    ...(email !== null && { email }),
    type,
    firstName,
    lastName,
    ...(type === "PERSON" && !isArchived && { userId }),
    ...(type === "PERSON" && { userIdIncludingInactive: userId }),
    createdAt: since,
    updatedAt: since,
    archived: isArchived,
    ...(teams && { teams }),
  };
}
