import type { PropertyView, UniquePropertyInput } from "../api/portals";
import type { Actor } from "../auth/actor";
import { createUniqueProperty as createInHubSpot } from "../hubspot/create-unique-property";
import { addProperty } from "./add-property";

/** Creates a property with unique values in HubSpot, so that an object type can be matched on it. */
export async function createUniqueProperty(actor: Actor, input: UniquePropertyInput): Promise<PropertyView> {
  const { name, label, objectTypeId } = input;
  return addProperty(actor, { ...input, kind: "unique property" }, (client) =>
    createInHubSpot(client, objectTypeId, { name, label }),
  );
}
