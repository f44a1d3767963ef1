import { randomUUID } from "node:crypto";
import type { Fault } from "@/lib/local/hubspot-sandbox/admin/faults";
import {
  dailyLimitReached,
  secondlyLimitReached,
  tenSecondlyLimitReached,
} from "@/lib/local/hubspot-sandbox/api/rate-refusals";
import { type Reply, replyHtml, replyJson, withHeaders } from "@/lib/local/hubspot-sandbox/http/answer";

/** A failure of HubSpot's own, or of the gateway or the network that stands before it. */
export function replyFailure({ status, body, headers, policy }: Fault): Reply {
  if (typeof body === "string") return withHeaders(replyHtml(status, body), headers);
  if (body !== undefined) return withHeaders(replyJson(status, body), headers);
  return withHeaders(replyAsUsual(status, policy), headers);
}

function replyAsUsual(status: number, policy: Fault["policy"]): Reply {
  if (status === 429) return refuseForLimit(policy);
  if (status >= 520 && status < 530) return replyCloudflare(status);
  const gateway = gatewayReasons[status];
  if (gateway !== undefined) return replyHtml(status, renderPage(`${status} ${gateway}`, "nginx"));
  const correlationId = randomUUID();
  const message = messages[status] ?? "internal error";
  return replyJson(
    status,
    { status: "error", message, correlationId },
    { "x-hubspot-correlation-id": correlationId, ...(status === 477 && { "retry-after": "60" }) },
  );
}

const messages: Readonly<Record<number, string>> = {
  423: "The resource is locked, because it is being changed by another request. Wait at least two seconds.",
  477: "This account is being moved to another data center. Try again when Retry-After is over.",
};

const gatewayReasons: Readonly<Record<number, string>> = {
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Time-out",
};

const cloudflareReasons: Readonly<Record<number, string>> = {
  520: "Web server is returning an unknown error",
  521: "Web server is down",
  522: "Connection timed out",
  523: "Origin is unreachable",
  524: "A timeout occurred",
  525: "SSL handshake failed",
  526: "Invalid SSL certificate",
};

function refuseForLimit(policy: Fault["policy"]): Reply {
  const refusals = {
    TEN_SECONDLY_ROLLING: () => tenSecondlyLimitReached("publicapi:oauth-api-calls-ten-secondly:0:0", {}),
    SECONDLY: () => secondlyLimitReached({}),
    DAILY: () => dailyLimitReached({}),
  };
  return refusals[policy]().toReply(randomUUID());
}

function replyCloudflare(status: number): Reply {
  const title = `api.hubapi.com | ${status}: ${cloudflareReasons[status] ?? "Error"}`;
  const headers = { server: "cloudflare", "cf-ray": randomUUID().replaceAll("-", "").slice(0, 16) };
  return withHeaders(replyHtml(status, renderPage(title, "cloudflare")), headers);
}

function renderPage(title: string, server: string): string {
  return `<html>\n<head><title>${title}</title></head>\n<body>\n<center><h1>${title}</h1></center>\n<hr><center>${server}</center>\n</body>\n</html>\n`;
}
