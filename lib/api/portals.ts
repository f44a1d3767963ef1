import { z } from "zod";

export const PortalStatus = z.enum(["connected", "reconnect", "disconnected"]);
export type PortalStatus = z.infer<typeof PortalStatus>;

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
  syncs: z.number(),
  connectedAt: z.iso.datetime(),
});
export type PortalView = z.infer<typeof PortalView>;

/** What the connect page needs to know before anybody clicks. */
export const ConnectView = z.object({
  /** Null when this instance has an app at HubSpot; else what to set. */
  whyNoOAuth: z.string().nullable(),
  redirectUrl: z.string(),
  requiredScopes: z.array(z.object({ scope: z.string(), why: z.string() })),
  optionalScopes: z.array(z.object({ scope: z.string(), why: z.string() })),
});
export type ConnectView = z.infer<typeof ConnectView>;

export const TokenInput = z.object({
  token: z
    .string()
    .trim()
    .min(20, "Paste the whole token; it starts with pat- and is some 40 characters long.")
    .max(2048),
});
export type TokenInput = z.infer<typeof TokenInput>;

export const ObjectTypeView = z.object({
  objectTypeId: z.string(),
  name: z.string(),
  label: z.string(),
  /** Null when this object type can be synced; else why not. */
  whyNot: z.string().nullable(),
  fix: z.string().nullable(),
});
export type ObjectTypeView = z.infer<typeof ObjectTypeView>;

export const PropertyView = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(["string", "number", "bool", "enumeration", "date", "datetime", "phone_number", "unknown"]),
  fieldType: z.string(),
  groupName: z.string(),
  description: z.string(),
  options: z.array(z.object({ value: z.string(), label: z.string(), hidden: z.boolean() })),
  hasExternalOptions: z.boolean(),
  isUnique: z.boolean(),
  isRequired: z.boolean(),
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
