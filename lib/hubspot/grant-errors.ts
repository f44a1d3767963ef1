import { z } from "zod";
import { AppError } from "@/lib/errors";

/** A refusal of the token endpoint. `status` is HubSpot's name for it, such as BAD_AUTH_CODE, or empty. */
export class GrantRefusal extends AppError {
  readonly status: string;

  constructor(code: "hubspot_reconnect" | "hubspot_refused", message: string, status: string) {
    super(code, message);
    this.name = "GrantRefusal";
    this.status = status;
  }
}

/** The refusal in an error body of the token endpoint, with what to do about it. */
export function explainGrantError(json: unknown, httpStatus: number): GrantRefusal {
  const parsed = GrantError.safeParse(json);
  const status = parsed.success ? parsed.data.status : "";
  const known = Object.hasOwn(grantErrors, status) ? grantErrors[status] : undefined;
  if (known) return new GrantRefusal(known.code, known.message, status);
  const name = /^[A-Z_]+$/.test(status) ? status : `status ${httpStatus}`;
  return new GrantRefusal(
    "hubspot_refused",
    `HubSpot's token service refused the request with ${name}. Begin the connection again.`,
    status,
  );
}

const GrantError = z.object({ status: z.string().catch("") });

/** What each error of the token endpoint asks for. HubSpot's `status` is the stable part: `error` differs between sources. */
const grantErrors: Readonly<Record<string, { code: "hubspot_reconnect" | "hubspot_refused"; message: string }>> = {
  BAD_REFRESH_TOKEN: {
    code: "hubspot_reconnect",
    message:
      "HubSpot no longer accepts this connection: the app was uninstalled or its access revoked. Connect the portal again.",
  },
  BAD_HUB: {
    code: "hubspot_reconnect",
    message: "HubSpot doesn't know this account any more. Connect the portal again, or another one.",
  },
  BAD_AUTH_CODE: {
    code: "hubspot_refused",
    message: "The code that HubSpot sent back was used already or is too old. Begin the connection again.",
  },
  BAD_CODE_VERIFIER: {
    code: "hubspot_refused",
    message: "HubSpot doesn't recognize this connection as the one that was begun here. Begin it again.",
  },
  BAD_CLIENT_ID: {
    code: "hubspot_refused",
    message: "HubSpot doesn't know the app's client id. Compare HUBSPOT_CLIENT_ID with the app's Auth page in HubSpot.",
  },
  BAD_CLIENT_SECRET: {
    code: "hubspot_refused",
    message:
      "HubSpot refuses the app's client secret. Compare HUBSPOT_CLIENT_SECRET with the app's Auth page in HubSpot.",
  },
  BAD_REDIRECT_URI: {
    code: "hubspot_refused",
    message: "The redirect URL isn't one of the app's. Add this instance's callback URL to the app in HubSpot.",
  },
  BAD_SCOPES: {
    code: "hubspot_refused",
    message: "HubSpot refuses the scopes. Compare the app's scopes in HubSpot with docs/hubspot-app.md.",
  },
};
