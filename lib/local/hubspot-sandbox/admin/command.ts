import { z } from "zod";
import { AdminRefusal } from "@/lib/local/hubspot-sandbox/admin/admin-refusal";
import { findObjectType, type ObjectType, type Portal } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { Sandbox } from "@/lib/local/hubspot-sandbox/sandbox";

/** What a command returns is the answer's JSON. */
export type Command = (sandbox: Sandbox, input: unknown) => unknown;
export type Commands = Readonly<Record<string, Command>>;

export const inPortal = z.object({ portal: z.coerce.number() });
export const inType = inPortal.extend({ objectType: z.string() });
export const inProperty = inType.extend({ property: z.string() });

export function parsePortal(sandbox: Sandbox, input: unknown): Portal {
  const { portal: hubId } = inPortal.parse(input);
  const portal = sandbox.portals.get(hubId);
  if (portal === undefined) throw new AdminRefusal(`No portal ${hubId}.`);
  return portal;
}

export function findType(sandbox: Sandbox, place: z.infer<typeof inType>): { portal: Portal; type: ObjectType } {
  const portal = parsePortal(sandbox, place);
  const type = findObjectType(portal, place.objectType);
  if (type === null) throw new AdminRefusal(`No object type ${place.objectType} in portal ${portal.hubId}.`);
  return { portal, type };
}
