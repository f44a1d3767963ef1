import { type ApiVersion, isDated } from "@/lib/local/hubspot-sandbox/api/paths";
import { type Reply, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";

export interface RefusalBody {
  readonly message: string;
  readonly category?: string;
  readonly subCategory?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly errors?: readonly RefusalDetail[];
  readonly links?: Readonly<Record<string, string>>;
  readonly errorType?: string;
  readonly policyName?: string;
  readonly groupName?: string;
  readonly requestId?: string;
}

export interface RefusalDetail {
  readonly message: string;
  readonly code?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

/** A call that HubSpot turns down, thrown by whoever finds the reason and made an answer at the API's door. */
export class Refused extends Error {
  readonly status: number;
  readonly body: RefusalBody;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: RefusalBody, headers: Readonly<Record<string, string>> = {}) {
    super(body.message);
    this.name = "Refused";
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  toReply(correlationId: string): Reply {
    const { message, errorType, context, errors, links, category, subCategory, ...limit } = this.body;
    const body = {
      status: "error",
      message,
      errorType,
      correlationId,
      context,
      errors,
      links,
      category,
      subCategory,
      ...limit,
    };
    return replyJson(this.status, body, this.headers);
  }
}

export function invalidRequest(message: string, more: Omit<RefusalBody, "message"> = {}): Refused {
  return new Refused(400, { message, category: "VALIDATION_ERROR", ...more });
}

/** A body that isn't what it should be; HubSpot names no category here, nor for the two below. */
export function badBody(details: string): Refused {
  return new Refused(400, { message: `Invalid input JSON on ${details}` });
}

export function recordNotFound(): Refused {
  return new Refused(404, { message: "resource not found" });
}

export function unknownObjectType(name: string): Refused {
  return new Refused(400, { message: `Unable to infer object type from: ${name}` });
}

export function tooManyInputs(max: number): Refused {
  return invalidRequest(
    `The maximum number of inputs supported in a batch is ${max}. Please reduce the number of items and try again`,
  );
}

export function tooManyHistories(max: number): Refused {
  return invalidRequest(
    `The maximum number of inputs supported in a batch request for property histories is ${max}. Please reduce the number of items and try again`,
  );
}

export function duplicateIds(ids: readonly string[]): Refused {
  return invalidRequest(`Duplicate IDs found in batch input: [${ids.join(", ")}]. IDs must be unique`, {
    context: { ids },
  });
}

/** Without a portal, in the older words. */
export function nonUniqueProperty(typeId: string, property: string, portalId: number | null): Refused {
  const place = portalId === null ? "" : ` in portal ID ${portalId}`;
  return invalidRequest(`Unable to perform update/upsert by non-unique ${typeId} property ${property}${place}`);
}

/** The scopes of which a call needs one, or those that it needs together. */
export type NeededScopes = { readonly oneOf: readonly string[] } | { readonly allOf: readonly string[] };

/** The dated versions name the scopes in a list of errors, the older ones in the body's own context. */
export function missingScopes({ version }: { version: ApiVersion }, needed: NeededScopes): Refused {
  const needsAll = "allOf" in needed;
  const context = { requiredGranularScopes: needsAll ? needed.allOf : needed.oneOf };
  const message = `${needsAll ? "All" : "One or more"} of the following scopes are required.`;
  return new Refused(403, {
    message:
      "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    ...(isDated(version) ? { errors: [{ message, context }] } : { context }),
    links: { scopes: "https://developers.hubspot.com/scopes" },
    category: "MISSING_SCOPES",
  });
}

export function noCredentials(): Refused {
  return new Refused(401, {
    message:
      "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview",
    category: "INVALID_AUTHENTICATION",
  });
}

/** A token that HubSpot can't read is told to have expired in 1970. */
export function expiredToken(expiredAtMs: number, nowMs: number): Refused {
  return new Refused(401, {
    message: `The OAuth token used to make this call expired ${describeAge(nowMs - expiredAtMs)} ago.`,
    category: "EXPIRED_AUTHENTICATION",
    context: { "expire time": [new Date(expiredAtMs).toISOString()] },
  });
}

function describeAge(ageMs: number): string {
  const seconds = Math.floor(ageMs / 1000);
  if (seconds < 120) return `${seconds} second(s)`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} minute(s)`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} hour(s)`;
  return `${Math.floor(seconds / 86_400)} day(s)`;
}
