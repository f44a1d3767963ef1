import { AppError } from "@/lib/errors";
import type { HubSpotClient } from "./client";
import { standardObjectTypes } from "./object-types";
import { listDefinitions } from "./properties";

/**
 * The group that a new property goes into: the known one of a standard object type, and of a custom object the one that
 * its own properties are in. Throws `hubspot_refused` where there is none.
 */
export async function findPropertyGroup(client: HubSpotClient, objectTypeId: string): Promise<string> {
  const standard = standardObjectTypes.find((objectType) => objectType.objectTypeId === objectTypeId);
  if (standard) return standard.groupName;
  const definitions = await listDefinitions(client, objectTypeId);
  const own = definitions.find(
    ({ groupName, calculated, modificationMetadata }) =>
      groupName !== "" && !calculated && !modificationMetadata.readOnlyValue,
  );
  if (own) return own.groupName;
  throw new AppError(
    "hubspot_refused",
    "This object type has no property that may be written. Create one in HubSpot, then try again.",
  );
}
