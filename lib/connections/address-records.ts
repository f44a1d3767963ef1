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
    select: { hubId: true, uiDomain: true },
  });
  return (id) => `https://${portal.uiDomain}/contacts/${portal.hubId}/record/${objectTypeId}/${encodeURIComponent(id)}`;
}
