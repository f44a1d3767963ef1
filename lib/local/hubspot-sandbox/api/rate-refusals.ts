import { randomUUID } from "node:crypto";
import { Refused } from "@/lib/local/hubspot-sandbox/api/refused";

type Headers = Readonly<Record<string, string>>;

export function tenSecondlyLimitReached(groupName: string, headers: Headers): Refused {
  const message = "You have reached your ten_secondly_rolling limit.";
  return new Refused(429, { message, errorType: "RATE_LIMIT", policyName: "TEN_SECONDLY_ROLLING", groupName }, headers);
}

export function secondlyLimitReached(headers: Headers): Refused {
  const message = "You have reached your secondly limit.";
  return new Refused(429, { message, errorType: "RATE_LIMIT", policyName: "SECONDLY" }, headers);
}

export function dailyLimitReached(headers: Headers): Refused {
  const message = "You have reached your daily limit.";
  const body = { message, errorType: "RATE_LIMIT", policyName: "DAILY", requestId: randomUUID() };
  return new Refused(429, body, headers);
}

export function tokenLimitReached(headers: Headers): Refused {
  return new Refused(429, { message: "You have reached your rate limit.", errorType: "RATE_LIMIT" }, headers);
}
