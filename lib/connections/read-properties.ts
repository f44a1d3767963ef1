import { z } from "zod";
import { type PropertiesView, PropertyView } from "../api/portals";
import type { Actor } from "../auth/actor";
import { getDb } from "../db";
import type { Property } from "../engine/types";
import { listProperties } from "../hubspot/properties";
import { getUsablePortal } from "./get-usable-portal";
import { openPortal } from "./open-portal";
import { viewProperty } from "./property-view";

const FRESH_MS = 10 * 60_000;

interface ObjectOfPortal {
  readonly portalId: string;
  readonly objectTypeId: string;
}

/** The properties of an object type: as kept when they are fresh enough, else as HubSpot has them now. */
export async function readProperties(actor: Actor, object: ObjectOfPortal): Promise<PropertiesView> {
  const portal = await getUsablePortal(actor.workspaceId, object.portalId);
  const place = { portalId: portal.id, objectTypeId: object.objectTypeId };
  const kept = await findKept(place);
  if (!kept || Date.now() - kept.fetchedAt.getTime() >= FRESH_MS) return fetchView(place);
  return { objectTypeId: place.objectTypeId, properties: kept.properties, fetchedAt: kept.fetchedAt.toISOString() };
}

export async function refreshProperties(actor: Actor, object: ObjectOfPortal): Promise<PropertiesView> {
  const portal = await getUsablePortal(actor.workspaceId, object.portalId);
  return fetchView({ portalId: portal.id, objectTypeId: object.objectTypeId });
}

/** Reads the properties from HubSpot and keeps them. The portal has to be the caller's. */
export async function fetchProperties({ portalId, objectTypeId }: ObjectOfPortal): Promise<Property[]> {
  const properties = await listProperties(openPortal(portalId), objectTypeId);
  const kept = { properties: properties.map(viewProperty), fetchedAt: new Date() };
  await getDb().portalObject.upsert({
    where: { portalId_objectTypeId: { portalId, objectTypeId } },
    create: { portalId, objectTypeId, ...kept },
    update: kept,
  });
  return properties;
}

/** The properties as they were last read, for the steps of a run that come after the one that read them. */
export async function readKeptProperties(object: ObjectOfPortal): Promise<Property[]> {
  return (await findKept(object))?.properties ?? fetchProperties(object);
}

// What an earlier version kept may lack a field that this one needs: it counts as not kept.
async function findKept({ portalId, objectTypeId }: ObjectOfPortal) {
  const row = await getDb().portalObject.findUnique({ where: { portalId_objectTypeId: { portalId, objectTypeId } } });
  const properties = z.array(PropertyView).safeParse(row?.properties);
  return row && properties.success ? { properties: properties.data, fetchedAt: row.fetchedAt } : null;
}

async function fetchView(object: ObjectOfPortal): Promise<PropertiesView> {
  const properties = await fetchProperties(object);
  return {
    objectTypeId: object.objectTypeId,
    properties: properties.map(viewProperty),
    fetchedAt: new Date().toISOString(),
  };
}
