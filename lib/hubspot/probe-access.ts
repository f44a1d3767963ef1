import { z } from "zod";
import { type HubSpotClient, HubSpotRefusal } from "./client";
import { customObjects, type ObjectKind, standardObjectTypes } from "./object-types";
import { paths } from "./paths";

/**
 * One cheap call that shows whether records of a kind may be read: one record, or for custom objects the list of them.
 * Throws as the client does, `hubspot_scope_missing` with the scopes' names where it may not.
 */
export async function probeReading(client: HubSpotClient, { kind }: ObjectKind): Promise<void> {
  const standard = standardObjectTypes.find((objectType) => objectType.kind === kind);
  if (!standard && kind !== customObjects.kind) throw new RangeError(`There is no kind ${kind}.`);
  const path = standard ? `${paths.records(standard.objectTypeId)}?limit=1` : paths.schemas();
  await client.request({ method: "GET", path, schema: z.unknown(), isSafeToRepeat: true });
}

/**
 * Asks HubSpot to update no record at all, which writes nothing and, as far as HubSpot looks at scopes first, shows a missing
 * one: then it throws `hubspot_scope_missing`. Whatever else HubSpot says of an empty batch, nothing is known against writing.
 */
export async function probeWriting(client: HubSpotClient, objectTypeId: string): Promise<void> {
  const path = paths.batchUpdate(objectTypeId);
  try {
    await client.request({ method: "POST", path, body: { inputs: [] }, schema: z.unknown(), isSafeToRepeat: true });
  } catch (error) {
    if (!(error instanceof HubSpotRefusal)) throw error;
  }
}
