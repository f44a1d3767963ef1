import { objectTypeOf, type PortalCall, type Route } from "@/lib/local/hubspot-sandbox/api/call";
import { replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { Portal } from "@/lib/local/hubspot-sandbox/portals/portal";

/** Which of HubSpot's object types a portal uses. */
export const objectLibraryRoutes: readonly Route[] = [
  {
    kind: "portal",
    method: "GET",
    family: "objectLibrary",
    path: "/enablement",
    scopes: () => anyReader,
    answer: ({ portal }) => replyJson(200, { enablementByObjectTypeId: listEnablement(portal) }),
  },
  {
    kind: "portal",
    method: "GET",
    family: "objectLibrary",
    path: "/enablement/{objectType}",
    scopes: () => anyReader,
    answer: (call) => replyJson(200, { enablement: isEnabled(call) }),
  },
];

const anyReader = ["crm.objects.contacts.read", "crm.schemas.contacts.read", "crm.objects.custom.read"];

/** On in every portal; the rest of the library is turned on by hand. */
const alwaysOn = ["0-1", "0-2", "0-3", "0-5", "0-7", "0-8", "0-14"];

const library = [...alwaysOn, "0-123", "0-136", "0-142", "0-162", "0-410", "0-420"];

function listEnablement({ seed }: Portal): Readonly<Record<string, boolean>> {
  const enabled = new Set([...alwaysOn, ...(seed.enabledObjectTypes ?? [])]);
  return Object.fromEntries(library.map((typeId) => [typeId, enabled.has(typeId)]));
}

function isEnabled(call: PortalCall): boolean {
  const { typeId } = objectTypeOf(call);
  return listEnablement(call.portal)[typeId] ?? true;
}
