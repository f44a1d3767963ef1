import type { PortalSeed, Tier } from "@/lib/local/hubspot-sandbox/options";

/** Calls that count together: search is counted per account, the others per account and app. */
export type Pool = "general" | "associations" | "search";

/** What HubSpot gives to its marketplace's apps in each account that installed them. */
const marketplaceBurst = 110;
const addOnBurst = { general: 250, associations: 200 };
const burstByTier: Readonly<Record<Tier, { readonly general: number; readonly associations: number }>> = {
  free: { general: 100, associations: 100 },
  starter: { general: 100, associations: 100 },
  professional: { general: 190, associations: 150 },
  enterprise: { general: 190, associations: 150 },
};
const dailyByTier: Readonly<Record<Tier, number>> = {
  free: 250_000,
  starter: 250_000,
  professional: 625_000,
  enterprise: 1_000_000,
};
const dailyByAddOn = 1_000_000;

export const tenSecondsMs = 10_000;
export const searchLimits = { burst: 5, intervalMs: 1_000 };

/** Calls in ten seconds. The add-on doesn't raise what a marketplace app has. */
export function burstOf(portal: PortalSeed, pool: "general" | "associations", isMarketplaceApp: boolean): number {
  if (pool === "general" && isMarketplaceApp) return marketplaceBurst;
  return (portal.apiAddOns ?? 0) > 0 ? addOnBurst[pool] : burstByTier[portal.tier][pool];
}

/** Calls in a day of the account, or null where HubSpot publishes no number. */
export function dailyOf(portal: PortalSeed, pool: Pool, isMarketplaceApp: boolean): number | null {
  const addOns = portal.apiAddOns ?? 0;
  if (pool === "associations") {
    if (addOns > 0) return 1_000_000;
    return portal.tier === "professional" || portal.tier === "enterprise" ? 500_000 : null;
  }
  return isMarketplaceApp ? null : dailyByTier[portal.tier] + addOns * dailyByAddOn;
}
