import type { Tier } from "@/lib/local/hubspot-sandbox/options";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";

export type Access = "read" | "write" | "read-schema" | "write-schema";

const objectNames = [
  "appointments",
  "carts",
  "commercepayments",
  "companies",
  "contacts",
  "courses",
  "custom",
  "deals",
  "goals",
  "invoices",
  "leads",
  "line_items",
  "listings",
  "orders",
  "products",
  "quotes",
  "services",
  "subscriptions",
  "users",
];

/** Every scope name that the authorize page takes for one. */
export const knownScopes: ReadonlySet<string> = new Set([
  "oauth",
  "automation",
  "content",
  "e-commerce",
  "files",
  "forms",
  "sales-email-read",
  "tickets",
  "timeline",
  "transactional-email",
  "account-info.security.read",
  "crm.export",
  "crm.import",
  "crm.lists.read",
  "crm.lists.write",
  "crm.objects.owners.read",
  "settings.currencies.read",
  "settings.users.read",
  ...objectNames.flatMap((name) =>
    ["read", "write"].flatMap((access) => [
      `crm.objects.${name}.${access}`,
      `crm.schemas.${name}.${access}`,
      `crm.objects.${name}.sensitive.${access}.v2`,
      `crm.objects.${name}.highly_sensitive.${access}.v2`,
    ]),
  ),
]);

/** What an account of that tier can't grant. */
export function isBeyondTier(scope: string, tier: Tier): boolean {
  return tier !== "enterprise" && (/^crm\.(objects|schemas)\.custom\./.test(scope) || scope.includes("sensitive"));
}

/** The scopes of which a call to this object type needs one. */
export function scopesFor(type: ObjectType, access: Access): readonly string[] {
  if (type.typeId === "0-5") return ["tickets"];
  const name = type.custom ? "custom" : type.name;
  const commerce = type.typeId === "0-7" || type.typeId === "0-8" ? ["e-commerce"] : [];
  switch (access) {
    case "read":
      return [`crm.objects.${name}.read`, ...commerce];
    case "write":
      return [`crm.objects.${name}.write`, ...commerce];
    case "read-schema":
      return [
        `crm.schemas.${name}.read`,
        `crm.objects.${name}.sensitive.read.v2`,
        `crm.objects.${name}.read`,
        `crm.objects.${name}.write`,
        `crm.schemas.${name}.write`,
        `crm.objects.${name}.highly_sensitive.read.v2`,
        ...commerce,
      ];
    case "write-schema":
      return [`crm.schemas.${name}.write`, ...commerce];
    default:
      return access satisfies never;
  }
}
