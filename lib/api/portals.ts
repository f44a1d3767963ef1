import { z } from "zod";

export const PortalStatus = z.enum(["connected", "reconnect", "disconnected"]);
export type PortalStatus = z.infer<typeof PortalStatus>;

/** What a connection may do with one kind of record, from the scopes that were granted; custom objects count as one kind. */
export const ObjectAccessView = z.object({
  /** The kind as the connect screen offers it: `companies`, `custom`. */
  kind: z.string(),
  label: z.string(),
  /** Null where HubSpot doesn't tell the scopes of a connection (a pasted token) and hasn't refused yet. */
  canRead: z.boolean().nullable(),
  canWrite: z.boolean().nullable(),
  /** Whether properties and options may be created. */
  canChangeProperties: z.boolean().nullable(),
  /** What to ask for, so that all three are granted; empty when nothing is known to be missing. */
  missingScopes: z.array(z.string()),
  /** Syncs of this workspace that write it. */
  syncs: z.number(),
});
export type ObjectAccessView = z.infer<typeof ObjectAccessView>;

export const PortalView = z.object({
  id: z.string(),
  hubId: z.string(),
  domain: z.string(),
  uiDomain: z.string(),
  accountType: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  authKind: z.enum(["oauth", "token"]),
  status: PortalStatus,
  /** Why the portal isn't connected; null while it is. */
  reason: z.string().nullable(),
  grantedScopes: z.array(z.string()),
  objects: z.array(ObjectAccessView),
  /** The share of the rate limit that is left to the account's other apps, 0 to 0.9. */
  reserveShare: z.number(),
  /** True when that share is the instance's and not this portal's own. */
  isReserveInherited: z.boolean(),
  syncs: z.number(),
  connectedAt: z.iso.datetime(),
});
export type PortalView = z.infer<typeof PortalView>;

/** What became of the app in the account of a portal that was disconnected. */
export const AppFate = z.enum([
  /** HubSpot has confirmed it. */
  "uninstalled",
  /** Left where it is: another workspace is connected to the account by it. */
  "kept",
  /** HubSpot had ended the connection before. */
  "ended",
  /** HubSpot didn't confirm it: the app may still be there. */
  "unknown",
  /** There is no app behind a pasted token, which stays good at HubSpot. */
  "none",
]);
export type AppFate = z.infer<typeof AppFate>;

export const Disconnected = z.object({ app: AppFate });
export type Disconnected = z.infer<typeof Disconnected>;

export const ScopeView = z.object({ scope: z.string(), why: z.string() });

/** What the connect page needs to know before anybody clicks. */
export const ConnectView = z.object({
  /** Null when this instance has an app at HubSpot; else what to set. */
  whyNoOAuth: z.string().nullable(),
  redirectUrl: z.string(),
  /** Asked of everybody. */
  requiredScopes: z.array(ScopeView),
  /** What a person may want to sync besides; only the scopes of what is chosen are asked for. */
  choices: z.array(
    z.object({
      kind: z.string(),
      label: z.string(),
      /** What an account needs to have it (HubSpot Enterprise), or null. */
      needs: z.string().nullable(),
      scopes: z.array(ScopeView),
    }),
  ),
});
export type ConnectView = z.infer<typeof ConnectView>;

/** `kinds` are choices of the connect screen; with a portal, what it was granted before is asked for again as well. */
export const StartOAuthInput = z.object({ kinds: z.array(z.string()).max(50), portalId: z.uuid().nullable() });
export type StartOAuthInput = z.infer<typeof StartOAuthInput>;

/** Null takes the instance's share again. */
export const ReserveInput = z.object({
  portalId: z.uuid(),
  reserveShare: z.number().min(0, "At least 0 %.").max(0.9, "At most 90 %.").nullable(),
});
export type ReserveInput = z.infer<typeof ReserveInput>;

export const TokenInput = z.object({
  token: z
    .string()
    .trim()
    .min(20, "Paste the whole token; it starts with pat- and is some 40 characters long.")
    .max(2048),
  /** The portal that the token is meant for; null for whichever it belongs to. A token of another one is refused. */
  portalId: z.uuid().nullable(),
});
export type TokenInput = z.infer<typeof TokenInput>;

export const ObjectTypeView = z.object({
  objectTypeId: z.string(),
  name: z.string(),
  label: z.string(),
  /** The kind that the connect screen asks for it by: `companies`, `custom`. */
  kind: z.string(),
  canRead: z.boolean(),
  canWrite: z.boolean(),
  /** Null when this object type can be synced; else why not. */
  whyNot: z.string().nullable(),
  fix: z.string().nullable(),
  /** The scopes to ask for; empty when they aren't what is missing. */
  missingScopes: z.array(z.string()),
  /** What to know before choosing it: that its records can only be updated by their id, for one. Or null. */
  hint: z.string().nullable(),
});
export type ObjectTypeView = z.infer<typeof ObjectTypeView>;

export const PropertyView = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(["string", "number", "bool", "enumeration", "date", "datetime", "phone_number", "unknown"]),
  fieldType: z.string(),
  groupName: z.string(),
  groupLabel: z.string(),
  description: z.string(),
  options: z.array(z.object({ value: z.string(), label: z.string(), hidden: z.boolean() })),
  hasExternalOptions: z.boolean(),
  isUnique: z.boolean(),
  isRequired: z.boolean(),
  isOneRequired: z.boolean(),
  rules: z.array(z.object({ type: z.string(), arguments: z.array(z.string()) })),
  canAddOptions: z.boolean(),
  whyNotMappable: z.string().nullable(),
});
export type PropertyView = z.infer<typeof PropertyView>;

export const PropertiesView = z.object({
  objectTypeId: z.string(),
  properties: z.array(PropertyView),
  fetchedAt: z.iso.datetime(),
});
export type PropertiesView = z.infer<typeof PropertiesView>;

export const UniquePropertyInput = z.object({
  portalId: z.uuid(),
  objectTypeId: z.string().min(1),
  name: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9_]{0,99}$/, "Small letters, digits and _; a letter first; 100 characters at the most."),
  label: z.string().trim().min(1, "Give it a label that people will see in HubSpot.").max(200),
});
export type UniquePropertyInput = z.infer<typeof UniquePropertyInput>;

export const PropertyInput = UniquePropertyInput.extend({
  type: z
    .enum(["string", "number", "bool", "date", "datetime"])
    .describe("What it holds: text, numbers, yes or no, days, or days with a time."),
});
export type PropertyInput = z.infer<typeof PropertyInput>;

export const OptionInput = z.object({
  portalId: z.uuid(),
  objectTypeId: z.string().min(1),
  property: z.string().min(1),
  value: z
    .string()
    .trim()
    .min(1, "Write the internal value that your rows bring.")
    .max(3000)
    .refine((value) => !value.includes(";"), "An option can't contain a semicolon."),
  label: z.string().trim().min(1, "Give it a label that people will see in HubSpot.").max(3000),
});
export type OptionInput = z.infer<typeof OptionInput>;
