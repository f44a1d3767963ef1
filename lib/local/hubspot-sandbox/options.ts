import type { ValidationRule } from "@/lib/local/hubspot-sandbox/records/check-rules";
import type { Switches } from "@/lib/local/hubspot-sandbox/switches";

export interface SandboxOptions {
  /** Ports on loopback; 0 or absent takes a free one. A null `adminPort` leaves the admin door out. */
  readonly apiPort?: number;
  readonly appPort?: number;
  readonly adminPort?: number | null;
  /** Where the state lives; null keeps it in memory only. Killed hard, it loses the last ~200 ms. */
  readonly dataDir?: string | null;
  readonly apps: readonly AppSeed[];
  readonly portals: readonly PortalSeed[];
  /** Calls per app and portal in a sliding window; null takes the limit away. */
  readonly limits?: RateLimits | null;
  /** How long each answer of the API is held back. */
  readonly latencyMs?: number;
  readonly switches?: Partial<Switches>;
}

export interface RateLimits {
  readonly burst: number;
  readonly intervalMs: number;
}

export interface AppSeed {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  readonly redirectUrls: readonly string[];
  readonly requiredScopes: readonly string[];
  readonly optionalScopes: readonly string[];
}

export type Tier = "free" | "starter" | "professional" | "enterprise";

export interface PortalSeed {
  readonly hubId: number;
  readonly domain: string;
  readonly tier: Tier;
  readonly timeZone: string;
  readonly currency: string;
  readonly uiDomain: string;
  readonly hublet: string;
  readonly accountType?: "STANDARD" | "DEVELOPER_TEST" | "SANDBOX" | "APP_DEVELOPER";
  /** Who connects apps on the consent page. */
  readonly userEmail?: string;
  /** Static tokens, as service keys and private apps have them. */
  readonly tokens?: readonly { readonly token: string; readonly scopes: readonly string[] }[];
  /** Kept only in an Enterprise portal. */
  readonly customObjects?: readonly CustomObjectSeed[];
  /** Extra properties by object type, by name (`contacts`) or type id (`0-1`). */
  readonly properties?: Readonly<Record<string, readonly PropertySeed[]>>;
  readonly validationRules?: readonly {
    readonly objectType: string;
    readonly property: string;
    readonly rules: readonly ValidationRule[];
  }[];
  /** Properties that the portal's create forms require, by object type. */
  readonly requiredOnCreate?: Readonly<Record<string, readonly string[]>>;
  readonly conditionalRules?: readonly ConditionalRuleSeed[];
  readonly owners?: readonly OwnerSeed[];
  /** Pipelines besides HubSpot's own, by object type. */
  readonly pipelines?: Readonly<Record<string, readonly PipelineSeed[]>>;
}

export interface PropertySeed {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly fieldType: string;
  readonly groupName?: string;
  readonly description?: string;
  readonly options?: readonly { readonly value: string; readonly label: string; readonly hidden?: boolean }[];
  readonly hasUniqueValue?: boolean;
  readonly dataSensitivity?: "non_sensitive" | "sensitive" | "highly_sensitive";
}

export interface CustomObjectSeed {
  /** `2-` and a number. */
  readonly objectTypeId: string;
  readonly name: string;
  readonly labels: { readonly singular: string; readonly plural: string };
  readonly primaryDisplayProperty: string;
  readonly requiredProperties: readonly string[];
  readonly properties: readonly PropertySeed[];
}

/** `requires` must have a value once `property` holds `value`. */
export interface ConditionalRuleSeed {
  readonly objectType: string;
  readonly property: string;
  readonly value: string;
  readonly requires: string;
}

export interface OwnerSeed {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

export interface PipelineSeed {
  readonly id: string;
  readonly label: string;
  readonly stages: readonly {
    readonly id: string;
    readonly label: string;
    readonly metadata: Readonly<Record<string, string>>;
  }[];
}
