import type { PortalCall, Route } from "@/lib/local/hubspot-sandbox/api/call";
import { replyJson } from "@/lib/local/hubspot-sandbox/http/answer";

export const accountRoutes: readonly Route[] = [
  {
    kind: "portal",
    method: "GET",
    family: "account",
    path: "/details",
    scopes: () => ["oauth"],
    answer: (call) => replyJson(200, describeAccount(call)),
  },
  {
    kind: "portal",
    method: "GET",
    family: "account",
    path: "/api-usage/daily/private-apps",
    scopes: () => ["oauth"],
    answer: (call) => replyJson(200, { results: [describeUsage(call)] }),
  },
];

function describeAccount({ portal, now }: PortalCall) {
  const { seed } = portal;
  const offsetMs = findUtcOffset(seed.timeZone, now);
  return {
    portalId: portal.hubId,
    accountType: seed.accountType ?? "STANDARD",
    timeZone: seed.timeZone,
    companyCurrency: seed.currency,
    additionalCurrencies: seed.additionalCurrencies ?? [],
    utcOffset: describeOffset(offsetMs),
    utcOffsetMilliseconds: offsetMs,
    uiDomain: seed.uiDomain,
    dataHostingLocation: seed.hublet,
  };
}

/** The calls of private apps; those of an app that came by OAuth aren't among them. */
function describeUsage({ sandbox, portal, now }: PortalCall) {
  const { limit, calls } = sandbox.limiter.describeDayOfPrivateApps(portal.seed, now);
  return {
    name: "private-apps-api-calls-daily",
    ...(limit !== null && { usageLimit: limit }),
    currentUsage: calls,
    collectedAt: new Date(now).toISOString(),
    fetchStatus: "SUCCESS",
    resetsAt: new Date(findNextMidnight(portal.seed.timeZone, now)).toISOString(),
  };
}

const dayMs = 86_400_000;

function findNextMidnight(timeZone: string, now: number): number {
  const offsetMs = findUtcOffset(timeZone, now);
  return Math.floor((now + offsetMs) / dayMs) * dayMs + dayMs - offsetMs;
}

function findUtcOffset(timeZone: string, now: number): number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const name = format.formatToParts(now).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  if (sign === undefined) return 0;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function describeOffset(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / 60_000;
  const two = (part: number) => String(part).padStart(2, "0");
  return `${offsetMs < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
