import { z } from "zod";
import { open, seal } from "../crypto/seal";

/** What is sealed of a connection under way, to be known again when HubSpot sends the browser back. */
const OAuthIntent = z.object({
  codeVerifier: z.string(),
  /** The portal that is meant; null for whichever account is chosen. */
  portalId: z.uuid().nullable(),
  /** The optional scopes that were asked for. */
  askedScopes: z.array(z.string()),
});
export type OAuthIntent = z.infer<typeof OAuthIntent>;

export function sealIntent(intent: OAuthIntent, attemptId: string): string {
  return seal(JSON.stringify(intent), attemptId);
}

export function openIntent(sealed: string, attemptId: string): OAuthIntent {
  return OAuthIntent.parse(JSON.parse(open(sealed, attemptId)));
}
