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
];

function describeAccount({ portal, now }: PortalCall) {
  const { seed } = portal;
  const offsetMs = findUtcOffset(seed.timeZone, now);
  return {
    portalId: portal.hubId,
    accountType: seed.accountType ?? "STANDARD",
    timeZone: seed.timeZone,
    companyCurrency: seed.currency,
    additionalCurrencies: [],
    utcOffset: describeOffset(offsetMs),
    utcOffsetMilliseconds: offsetMs,
    uiDomain: seed.uiDomain,
    dataHostingLocation: seed.hublet,
  };
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
