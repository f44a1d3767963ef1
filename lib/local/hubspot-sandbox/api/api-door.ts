import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { strike } from "@/lib/local/hubspot-sandbox/admin/strike";
import type { Route } from "@/lib/local/hubspot-sandbox/api/call";
import { createRouter, type Found } from "@/lib/local/hubspot-sandbox/api/paths";
import { missingScopes, noCredentials, Refused, recordNotFound } from "@/lib/local/hubspot-sandbox/api/refused";
import { routes } from "@/lib/local/hubspot-sandbox/api/routes";
import { type Answer, type Reply, withHeaders } from "@/lib/local/hubspot-sandbox/http/answer";
import type { Door, DoorRequest } from "@/lib/local/hubspot-sandbox/http/listen";
import { findPortalId } from "@/lib/local/hubspot-sandbox/oauth/find-portal-id";
import type { Sandbox } from "@/lib/local/hubspot-sandbox/sandbox";

const findRoute = createRouter<Route>(routes);

/** The host that stands in for api.hubapi.com. */
export function createApiDoor(sandbox: Sandbox): Door {
  return async (request) => {
    const path = request.url.pathname;
    const found = findRoute(request.method, path);
    const fault = sandbox.faults.take({ method: request.method, path, portalId: () => findPortalId(sandbox, request) });
    const pauseMs = sandbox.latency.nextMs() + (fault?.kind === "slow" ? fault.delayMs : 0);
    const countsLate = sandbox.switches.countsCallsWhenAnswered;
    if (countsLate) await pause(pauseMs);
    const answer = fault
      ? strike(fault, () => answerCall(sandbox, request, found), sandbox.clock.now())
      : answerCall(sandbox, request, found);
    sandbox.calls.add(request.method, found?.countedPath ?? path, nameOutcome(answer));
    if (!countsLate) await pause(pauseMs);
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
    const pool = route.pool ?? "general";
    Object.assign(headers, sandbox.limiter.admit({ ...caller, portal: portal.seed, pool, now: call.now }));
    const portalCall = { ...call, caller, portal };
    const scopes = route.scopes(portalCall);
    const isGranted = scopes.length === 0 || scopes.some((scope) => caller.scopes.has(scope));
    if (!isGranted) throw missingScopes(call, { oneOf: scopes });
    return withHeaders(route.answer(portalCall), headers);
  } catch (refusal) {
    if (!(refusal instanceof Refused)) throw refusal;
    return withHeaders(refusal.toReply(correlationId), headers);
  }
}

async function pause(pauseMs: number): Promise<void> {
  if (pauseMs > 0) await wait(pauseMs, undefined, { ref: false });
}

function nameOutcome(answer: Answer): string {
  return answer.kind === "reply" ? String(answer.status) : answer.kind;
}
