import type { PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { invalidRequest, type Refused } from "@/lib/local/hubspot-sandbox/api/refused";
import { type Reply, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { AssociationDefinition } from "@/lib/local/hubspot-sandbox/records/association-definitions";

export interface LinkError {
  readonly message: string;
  readonly category?: string;
  readonly subCategory?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

/** The answer of a batch about associations; null results are left out. */
export function replyLinks(
  call: PortalCall,
  status: number,
  results: readonly unknown[] | null,
  errors: readonly LinkError[],
): Reply {
  const told = errors.map(({ message, category = "VALIDATION_ERROR", subCategory, context }) => ({
    status: "error",
    category,
    ...(subCategory !== undefined && { subCategory }),
    message,
    ...(context !== undefined && { context }),
  }));
  return replyJson(status, {
    status: "COMPLETE",
    ...(results !== null && { results }),
    ...(told.length > 0 && { numErrors: told.length, errors: told }),
    startedAt: new Date(call.now).toISOString(),
    completedAt: new Date(call.sandbox.clock.now()).toISOString(),
  });
}

/** Two connected records with the labels that were sent for them. */
export function renderLink(
  from: ObjectType,
  fromId: string,
  to: ObjectType,
  toId: string,
  definitions: readonly AssociationDefinition[],
) {
  return {
    fromObjectTypeId: from.typeId,
    fromObjectId: fromId,
    toObjectTypeId: to.typeId,
    toObjectId: toId,
    labels: definitions.flatMap(({ label }) => label ?? []),
  };
}

/** HubSpot connects no records of these two types. Nobody recorded its words. */
export function refuseUnconnectable(from: ObjectType, to: ObjectType): Refused {
  return invalidRequest(`There is no association between the object types ${from.typeId} and ${to.typeId}.`);
}
