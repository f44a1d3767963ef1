import { objectKinds, standardObjectTypes } from "../hubspot/object-types";
import { probeReading, probeWriting } from "../hubspot/probe-access";
import { log } from "../log";
import { openPortal } from "./open-portal";

/**
 * Tries what a pasted token may do, since HubSpot doesn't tell its scopes: what it may not is remembered by the portal, so
 * that it is known before a sync needs it. Writes nothing. What can't be tried now is found out when it is used.
 */
export async function probeToken(portalId: string): Promise<void> {
  const client = openPortal(portalId);
  const probes = [
    ...objectKinds.map((kind) => probeReading(client, kind)),
    ...standardObjectTypes.map(({ objectTypeId }) => probeWriting(client, objectTypeId)),
  ];
  const failed = (await Promise.allSettled(probes)).filter(({ status }) => status === "rejected");
  log.debug({ portalId, probes: probes.length, failed: failed.length }, "a pasted token was tried");
}
