import { getDb } from "../db";

interface ObjectOfPortal {
  readonly portalId: string;
  readonly objectTypeId: string;
}

/** Where HubSpot shows the records of an object type, by their ids. */
export async function addressRecords(
  workspaceId: string,
  { portalId, objectTypeId }: ObjectOfPortal,
): Promise<(id: string) => string> {
  const portal = await getDb().portal.findUniqueOrThrow({
    where: { id: portalId, workspaceId },
    select: portalPlaceSelect,
  });
  return (id) => addressRecord(portal, objectTypeId, id);
}

/** A portal as far as the addresses of its records need it. */
export const portalPlaceSelect = { id: true, domain: true, hubId: true, uiDomain: true } as const;

export function addressRecord(
  { hubId, uiDomain }: { readonly hubId: bigint; readonly uiDomain: string },
  objectTypeId: string,
  recordId: string,
): string {
  return `https://${uiDomain}/contacts/${hubId}/record/${objectTypeId}/${encodeURIComponent(recordId)}`;
}
