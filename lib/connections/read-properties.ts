import { z } from "zod";
import { type PropertiesView, PropertyView } from "../api/portals";
import type { Actor } from "../auth/actor";
import { getDb } from "../db";
import type { Property } from "../engine/types";
import { listProperties } from "../hubspot/properties";
import { getUsablePortal } from "./get-usable-portal";
import { openPortal } from "./open-portal";

const FRESH_MS = 10 * 60_000;

interface ObjectOfPortal {
  readonly portalId: string;
  readonly objectTypeId: string;
}

/** The properties of an object type: as kept when they are fresh enough, else as HubSpot has them now. */
export async function readProperties(actor: Actor, object: ObjectOfPortal): Promise<PropertiesView> {
  const portal = await getUsablePortal(actor.workspaceId, object.portalId);
  const known = await getDb().portalObject.findUnique({
    where: { portalId_objectTypeId: { portalId: portal.id, objectTypeId: object.objectTypeId } },
  });
  if (known && Date.now() - known.fetchedAt.getTime() < FRESH_MS) {
    return {
      objectTypeId: object.objectTypeId,
      properties: z.array(PropertyView).parse(known.properties),
      fetchedAt: known.fetchedAt.toISOString(),
    };
  }
  return viewFresh(
    await fetchProperties({ portalId: portal.id, objectTypeId: object.objectTypeId }),
    object.objectTypeId,
  );
}

export async function refreshProperties(actor: Actor, object: ObjectOfPortal): Promise<PropertiesView> {
  const portal = await getUsablePortal(actor.workspaceId, object.portalId);
  return viewFresh(
    await fetchProperties({ portalId: portal.id, objectTypeId: object.objectTypeId }),
    object.objectTypeId,
  );
}

/** Reads the properties from HubSpot and keeps them. The portal has to be the caller's. */
export async function fetchProperties({ portalId, objectTypeId }: ObjectOfPortal): Promise<Property[]> {
  const properties = await listProperties(openPortal(portalId), objectTypeId);
  const kept = { properties: z.array(PropertyView).parse(properties), fetchedAt: new Date() };
  await getDb().portalObject.upsert({
    where: { portalId_objectTypeId: { portalId, objectTypeId } },
    create: { portalId, objectTypeId, ...kept },
    update: kept,
  });
  return properties;
}

function viewFresh(properties: readonly Property[], objectTypeId: string): PropertiesView {
  return {
    objectTypeId,
    properties: properties.map((property) => ({ ...property, options: [...property.options] })),
    fetchedAt: new Date().toISOString(),
  };
}

/** The properties as they were last read, for the steps of a run that come after the one that read them. */
export async function readKeptProperties({ portalId, objectTypeId }: ObjectOfPortal): Promise<Property[]> {
  const kept = await getDb().portalObject.findUnique({ where: { portalId_objectTypeId: { portalId, objectTypeId } } });
  return kept ? z.array(PropertyView).parse(kept.properties) : fetchProperties({ portalId, objectTypeId });
}
