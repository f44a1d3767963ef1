import type { DoorRequest } from "@/lib/local/hubspot-sandbox/http/listen";
import type { Sandbox } from "@/lib/local/hubspot-sandbox/sandbox";

/** The portal that a call is about, whether or not its token still works: by its bearer token, or by its form. */
export function findPortalId(sandbox: Sandbox, request: DoorRequest): number | null {
  const { installs } = sandbox;
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (bearer !== undefined) return installs.portalOfToken(bearer);
  const form = new URLSearchParams(request.body);
  const token = form.get("refresh_token") ?? form.get("token");
  return token === null ? installs.portalOfCode(form.get("code") ?? "") : installs.portalOfToken(token);
}
