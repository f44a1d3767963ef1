/** How a trip to HubSpot ended, as the callback writes it into the address. */
export type ConnectOutcome =
  | "connected"
  | "connected_partly"
  | "other_account"
  | "denied"
  | "incomplete"
  | "expired"
  | "code_refused"
  | "client_id_refused"
  | "client_secret_refused"
  | "redirect_url_refused"
  | "scopes_refused"
  | "refused"
  | "account_gone"
  | "rate_limited"
  | "unreachable"
  | "not_configured"
  | "forbidden"
  | "failed";

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
    text: "You came back with a different account than the one to reconnect. Nothing has changed here, and HubSpot was asked to take the app out of that account again, unless it is connected here. Try again and choose the account whose number stands on the portal's card.",
  },
  denied: {
    tone: "info",
    title: "The connection was cancelled at HubSpot",
    text: "Nothing has changed. Connect again when you are ready; Connect HubSpot below lists what will be asked for.",
  },
  incomplete: {
    tone: "warning",
    title: "Nothing came back from HubSpot",
    text: "The address that was opened holds neither a connection nor a refusal of HubSpot's. Nothing has changed. Connect again.",
  },
  expired: {
    tone: "warning",
    title: "That connection is no longer open",
    text: "It was begun more than half an hour ago, in another browser, or it has been used already. Connect again.",
  },
  code_refused: {
    tone: "warning",
    title: "HubSpot no longer takes this connection",
    text: "What it sent back was used already, is too old, or belongs to another connection. Connect again.",
  },
  client_id_refused: {
    tone: "danger",
    title: "HubSpot doesn't know the app's client id",
    text: "Compare HUBSPOT_CLIENT_ID with the app's Auth page at HubSpot, restart this instance, then connect again.",
  },
  client_secret_refused: {
    tone: "danger",
    title: "HubSpot refuses the app's client secret",
    text: "Compare HUBSPOT_CLIENT_SECRET with the app's Auth page at HubSpot, restart this instance, then connect again.",
  },
  redirect_url_refused: {
    tone: "danger",
    title: "HubSpot refuses the redirect URL",
    text: "Add this instance's redirect URL to the app at HubSpot, letter by letter, then connect again. It stands below, under Came back without connecting.",
  },
  scopes_refused: {
    tone: "danger",
    title: "HubSpot refuses the scopes",
    text: "Compare the app's scopes at HubSpot with the lists below, under Came back without connecting, then connect again.",
  },
  refused: {
    tone: "danger",
    title: "HubSpot refused the connection",
    text: "It gave no reason that is known here. Connect again; if that is refused, too, compare the app at HubSpot with what stands below, under Came back without connecting.",
  },
  account_gone: {
    tone: "danger",
    title: "HubSpot doesn't let the app into this account",
    text: "The account doesn't exist any more, or the app was taken out of it while it was being connected. Connect again, or choose another account.",
  },
  rate_limited: {
    tone: "warning",
    title: "HubSpot's limit of calls is reached",
    text: "The connection was not completed. Wait a few minutes, then connect again.",
  },
  unreachable: {
    tone: "danger",
    title: "HubSpot didn't answer as it should",
    text: "The connection was not completed. Look at status.hubspot.com; if all is well there, check this server's way to HubSpot. Then connect again.",
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
  failed: {
    tone: "danger",
    title: "Something went wrong on our side",
    text: "The connection was not completed; the log of this instance has the details. Connect again.",
  },
};

/** The note for `?connect=…`; null when there is none, or none that we know. */
export function describeConnectOutcome(code: unknown): OutcomeNote | null {
  return typeof code === "string" && isOutcome(code) ? notes[code] : null;
}

const isOutcome = (code: string): code is ConnectOutcome => Object.hasOwn(notes, code);

/** The outcome for `error=…`, by which HubSpot refuses on the way back. Anybody can write such an address. */
export function readRefusal(error: string): ConnectOutcome {
  return refusals.get(error) ?? "refused";
}

const refusals: ReadonlyMap<string, ConnectOutcome> = new Map([
  ["access_denied", "denied"],
  ["invalid_scope", "scopes_refused"],
  ["server_error", "unreachable"],
  ["temporarily_unavailable", "unreachable"],
]);

/** The outcome for a refusal of HubSpot's token service, by its `status`. */
export function readGrantRefusal(status: string): ConnectOutcome {
  return grantRefusals.get(status) ?? "refused";
}

const grantRefusals: ReadonlyMap<string, ConnectOutcome> = new Map([
  ["BAD_AUTH_CODE", "code_refused"],
  ["BAD_CODE_VERIFIER", "code_refused"],
  ["BAD_CLIENT_ID", "client_id_refused"],
  ["BAD_CLIENT_SECRET", "client_secret_refused"],
  ["BAD_REDIRECT_URI", "redirect_url_refused"],
  ["BAD_SCOPES", "scopes_refused"],
  ["BAD_HUB", "account_gone"],
  ["BAD_REFRESH_TOKEN", "account_gone"],
]);

/** The outcome for any other refusal that was foreseen, by its code. */
export function readFailure(code: string): ConnectOutcome {
  return failures.get(code) ?? "failed";
}

const failures: ReadonlyMap<string, ConnectOutcome> = new Map([
  ["not_found", "expired"],
  ["invalid_input", "other_account"],
  ["forbidden", "forbidden"],
  ["not_configured", "not_configured"],
  ["hubspot_refused", "refused"],
  ["hubspot_scope_missing", "scopes_refused"],
  ["hubspot_reconnect", "account_gone"],
  ["hubspot_rate_limited", "rate_limited"],
  ["hubspot_unreachable", "unreachable"],
]);
