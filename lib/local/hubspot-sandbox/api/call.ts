import type { Pool } from "@/lib/local/hubspot-sandbox/api/allowances";
import type { ApiVersion, Place } from "@/lib/local/hubspot-sandbox/api/paths";
import { unknownObjectType } from "@/lib/local/hubspot-sandbox/api/refused";
import type { Reply } from "@/lib/local/hubspot-sandbox/http/answer";
import type { DoorRequest } from "@/lib/local/hubspot-sandbox/http/listen";
import type { Caller } from "@/lib/local/hubspot-sandbox/oauth/installs";
import { type Access, scopesFor } from "@/lib/local/hubspot-sandbox/oauth/scopes";
import { findObjectType, type ObjectType, type Portal } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { WriteContext } from "@/lib/local/hubspot-sandbox/records/check-values";
import type { Writer } from "@/lib/local/hubspot-sandbox/records/write-record";
import type { Sandbox } from "@/lib/local/hubspot-sandbox/sandbox";

/** A call that needs no token. */
export interface OpenCall {
  readonly sandbox: Sandbox;
  readonly request: DoorRequest;
  readonly version: ApiVersion;
  readonly params: Readonly<Record<string, string>>;
  readonly now: number;
}

/** A call into one portal. */
export interface PortalCall extends OpenCall {
  readonly caller: Caller;
  readonly portal: Portal;
}

export interface OpenRoute extends Place {
  readonly kind: "open";
  readonly answer: (call: OpenCall) => Reply;
}

export interface PortalRoute extends Place {
  readonly kind: "portal";
  /** The caller needs one of these; none, where there are none. */
  readonly scopes: (call: PortalCall) => readonly string[];
  /** What the call counts against; `general` unless said. */
  readonly pool?: Pool;
  readonly answer: (call: PortalCall) => Reply;
}

export type Route = OpenRoute | PortalRoute;

/** The object type that the path names. Throws HubSpot's refusal of an unknown one. */
export function objectTypeOf(call: PortalCall): ObjectType {
  const name = call.params.objectType ?? "";
  const type = findObjectType(call.portal, name);
  if (type === null) throw unknownObjectType(name);
  return type;
}

export function needs(access: Access): (call: PortalCall) => readonly string[] {
  return (call) => scopesFor(objectTypeOf(call), access);
}

function contextOf(call: PortalCall, type: ObjectType): WriteContext {
  const isStrict = call.version === "2026-09";
  return { portal: call.portal, type, switches: call.sandbox.switches, isStrict, now: call.now };
}

export function writerOf(
  call: PortalCall,
  type: ObjectType,
  { saysContactExists }: { saysContactExists: boolean },
): Writer {
  return {
    context: contextOf(call, type),
    now: call.now,
    appId: call.caller.appId,
    nextId: () => call.sandbox.nextRecordId(),
    saysContactExists,
    undo: [],
  };
}
