import { z } from "zod";

/** How a trip to HubSpot ended, as the callback writes it into the address. */
const ConnectOutcome = z.enum([
  "connected",
  "connected_partly",
  "other_account",
  "denied",
  "expired",
  "refused",
  "not_configured",
  "forbidden",
  "unreachable",
]);
export type ConnectOutcome = z.infer<typeof ConnectOutcome>;

export interface OutcomeNote {
  readonly tone: "success" | "info" | "warning" | "danger";
  readonly title: string;
  readonly text: string;
}

const notes: Record<ConnectOutcome, OutcomeNote> = {
  connected: {
    tone: "success",
    title: "The portal is connected",
    text: "Test it once, then make a sync that writes to it.",
  },
  connected_partly: {
    tone: "warning",
    title: "The portal is connected, with less than was asked for",
    text: "HubSpot didn't grant every scope: the account lacks a feature, or the app lists fewer scopes. The table on the portal's card says what can't be written and how to ask again.",
  },
  other_account: {
    tone: "danger",
    title: "That was another HubSpot account",
    text: "You came back with a different account than the one to reconnect, so nothing has changed. Try again and choose the account whose number stands on the portal's card.",
  },
  denied: {
    tone: "info",
    title: "The connection was cancelled at HubSpot",
    text: "Nothing has changed. Connect again when you are ready; Connect HubSpot below lists what will be asked for.",
  },
  expired: {
    tone: "warning",
    title: "That connection is no longer open",
    text: "It was begun more than half an hour ago, in another browser, or it has been used already. Connect again.",
  },
  refused: {
    tone: "danger",
    title: "HubSpot refused the connection",
    text: "Check that the client secret and the redirect URL of this instance match the app at HubSpot, then connect again.",
  },
  not_configured: {
    tone: "warning",
    title: "This instance has no app at HubSpot yet",
    text: "Set HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET and restart, or paste a token instead.",
  },
  forbidden: {
    tone: "danger",
    title: "Your role may not connect portals",
    text: "It takes an editor or an owner. Ask an owner of the workspace.",
  },
  unreachable: {
    tone: "danger",
    title: "HubSpot could not be reached",
    text: "The connection was not completed. Check this server's way to HubSpot, then connect again.",
  },
};

/** The note for `?connect=…`; null when there is none, or none that we know. */
export function describeConnectOutcome(code: unknown): OutcomeNote | null {
  const outcome = ConnectOutcome.safeParse(code);
  return outcome.success ? notes[outcome.data] : null;
}
