import type { ValidationRule } from "@/lib/local/hubspot-sandbox/records/check-rules";
import type { Switches } from "@/lib/local/hubspot-sandbox/switches";

export interface SandboxOptions {
  /** Ports on loopback; 0 or absent takes a free one. The admin door is open only where its port is named. */
  readonly apiPort?: number;
  readonly appPort?: number;
  readonly adminPort?: number | null;
  /** Where the state lives; null keeps it in memory only. Killed hard, it loses the last ~200 ms. */
  readonly dataDir?: string | null;
  readonly apps: readonly AppSeed[];
  readonly portals: readonly PortalSeed[];
  /** Calls per app and portal in a sliding window, in place of HubSpot's numbers; null takes the limits away. */
  readonly limits?: RateLimits | null;
  /** Calls per app to the token endpoint; HubSpot tells nobody its number. Null takes the limit away. */
  readonly tokenLimits?: RateLimits | null;
  /** How long each answer of the API is held back. */
  readonly latencyMs?: number | LatencyRange;
  /** How far search is behind what was written, by the sandbox's clock; 5,000 unless told otherwise. */
  readonly searchLagMs?: number;
  readonly switches?: Partial<Switches>;
}

export interface RateLimits {
  readonly burst: number;
  readonly intervalMs: number;
}

/** Evenly between two bounds; the same `seed` gives the same numbers again. */
export interface LatencyRange {
  readonly minMs: number;
  readonly maxMs: number;
  readonly seed?: number;
}

export interface AppSeed {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  readonly redirectUrls: readonly string[];
  readonly requiredScopes: readonly string[];
  readonly optionalScopes: readonly string[];
  /** Required as soon as the install URL names them in `scope`. */
  readonly conditionallyRequiredScopes?: readonly string[];
  /** A private one has the limits of the account's tier. */
  readonly distribution?: "marketplace" | "private";
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
  /** Whether that user is a Super Admin or has the permission for the App Marketplace. */
  readonly userMayConnectApps?: boolean;
  /** App Governance: a Super Admin has to approve an app first, and hasn't. */
  readonly requiresAppApproval?: boolean;
  /** API limit add-ons, two at most. */
  readonly apiAddOns?: 0 | 1 | 2;
  /** Calls in a day of all apps together, in place of what the tier gives; null is no limit. */
  readonly dailyLimit?: number | null;
  /** Static tokens, as service keys and private apps have them. */
  readonly tokens?: readonly {
    readonly token: string;
    readonly scopes: readonly string[];
    /** A person's token has that person's permissions, too; this one may not connect records. */
    readonly lacksEditAssociations?: boolean;
  }[];
  readonly additionalCurrencies?: readonly string[];
  /** Whether the feature of sensitive properties is turned on, as only an Enterprise portal can. */
  readonly hasSensitiveData?: boolean;
  /** Object types of HubSpot's library that the portal has turned on besides the usual ones, by type id. */
  readonly enabledObjectTypes?: readonly string[];
  /** Custom object types that the portal may have; 20 unless said. */
  readonly maxCustomObjects?: number;
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
  /** A queue has none. */
  readonly email: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly type?: "PERSON" | "QUEUE";
  readonly teams?: readonly { readonly id: string; readonly name: string; readonly primary: boolean }[];
  readonly isArchived?: boolean;
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
