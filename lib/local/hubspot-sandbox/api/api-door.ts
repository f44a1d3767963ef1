import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { strike } from "@/lib/local/hubspot-sandbox/admin/faults";
import type { Route } from "@/lib/local/hubspot-sandbox/api/call";
import { createRouter, type Found } from "@/lib/local/hubspot-sandbox/api/paths";
import { missingScopes, noCredentials, Refused, recordNotFound } from "@/lib/local/hubspot-sandbox/api/refused";
import { routes } from "@/lib/local/hubspot-sandbox/api/routes";
import { type Answer, type Reply, withHeaders } from "@/lib/local/hubspot-sandbox/http/answer";
import type { Door, DoorRequest } from "@/lib/local/hubspot-sandbox/http/listen";
import type { Sandbox } from "@/lib/local/hubspot-sandbox/sandbox";

const findRoute = createRouter<Route>(routes);

/** The host that stands in for api.hubapi.com. */
export function createApiDoor(sandbox: Sandbox): Door {
  return async (request) => {
    const path = request.url.pathname;
    const found = findRoute(request.method, path);
    const fault = sandbox.faults.take(request.method, path);
    const answer = fault
      ? strike(fault, () => answerCall(sandbox, request, found), sandbox.clock.now())
      : answerCall(sandbox, request, found);
    sandbox.calls.add(request.method, found?.countedPath ?? path, nameOutcome(answer));
    if (sandbox.latencyMs > 0) await wait(sandbox.latencyMs, undefined, { ref: false });
    return answer;
  };
}

/** One call from start to end without a pause, so that calls never see each other's halves. */
function answerCall(sandbox: Sandbox, request: DoorRequest, found: Found<Route> | null): Reply {
  const correlationId = randomUUID();
  const headers: Record<string, string> = { "x-hubspot-correlation-id": correlationId };
  try {
    if (found === null) throw recordNotFound();
    const { route, version, params } = found;
    const call = { sandbox, request, version, params, now: sandbox.clock.now() };
    if (route.kind === "open") return withHeaders(route.answer(call), headers);
    const caller = sandbox.installs.authenticate(request.headers.authorization, call.now);
    const portal = sandbox.portals.get(caller.portalId);
    if (portal === undefined) throw noCredentials();
    const sendsRetryAfter = sandbox.switches.sendsRetryAfterOnRateLimit;
    Object.assign(headers, sandbox.limiter.admit(caller.appId, caller.portalId, call.now, { sendsRetryAfter }));
    const portalCall = { ...call, caller, portal };
    const scopes = route.scopes(portalCall);
    if (!scopes.some((scope) => caller.scopes.has(scope))) throw missingScopes(scopes);
    return withHeaders(route.answer(portalCall), headers);
  } catch (refusal) {
    if (!(refusal instanceof Refused)) throw refusal;
    return withHeaders(refusal.toReply(correlationId), headers);
  }
}

function nameOutcome(answer: Answer): string {
  return answer.kind === "reply" ? String(answer.status) : answer.kind;
}
