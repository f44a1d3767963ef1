import type { PropertyInput, PropertyView } from "../api/portals";
import type { Actor } from "../auth/actor";
import { createProperty as createInHubSpot } from "../hubspot/create-property";
import { addProperty } from "./add-property";

/** Creates a property in HubSpot, or brings an archived one of that name back, for a column to be mapped to. */
export async function createProperty(actor: Actor, input: PropertyInput): Promise<PropertyView> {
  const { name, label, type, objectTypeId } = input;
  return addProperty(actor, { ...input, kind: "property" }, (client) =>
    createInHubSpot(client, objectTypeId, { name, label, type }),
  );
}
