import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { Checkpoint, saveCheckpoint } from "./checkpoint";
import type { Engine } from "./engine";
import { IncomingEvent } from "./event";
import { ingestEvents } from "./events";
import { replaceFunctions } from "./functions";
import { limits } from "./limits";
import { parseRegistration } from "./registration";
import { hashSigningKey, isSameSecret } from "./signature";

export interface DoorRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface DoorAnswer {
  readonly status: number;
  readonly body: unknown;
}

const toList = (value: unknown) => (Array.isArray(value) ? value : [value]);
const Incoming = z.preprocess(toList, z.array(IncomingEvent).min(1).max(limits.eventsPerSend));

/** Who is it, parse, do it, answer. Throws an AppError for what is refused. */
export async function answerRequest(engine: Engine, request: DoorRequest): Promise<DoorAnswer> {
  const [, first = "", ...rest] = request.path.split("/");
  if (first === "e" && rest.length === 1) return receiveEvents(engine, request, rest[0] ?? "");
  if (request.path === "/fn/register") return receiveRegistration(engine, request);
  if (first !== "v0" && first !== "v1") throw new AppError("not_found", "The executor has no such door.");
  requireSigningKey(engine, request);
  const [area, runId, way] = rest;
  if (first === "v1" && area === "checkpoint" && runId !== undefined && way === "async") {
    return receiveCheckpoint(engine, request, runId);
  }
  throw new AppError("not_found", `The local executor doesn't have ${request.path}.`);
}

async function receiveEvents(engine: Engine, request: DoorRequest, eventKey: string): Promise<DoorAnswer> {
  if (!isSameSecret(eventKey, engine.eventKey)) throw new AppError("unauthenticated", "This is not the event key.");
  const events = parseBody(Incoming, request);
  const seed = request.headers["x-inngest-event-id-seed"];
  const ids = await engine.transact((tx) => ingestEvents(tx, events, typeof seed === "string" ? seed : null));
  return { status: 200, body: { ids, status: 200 } };
}

async function receiveRegistration(engine: Engine, request: DoorRequest): Promise<DoorAnswer> {
  requireSigningKey(engine, request);
  const registration = parseRegistration(parseBody(z.unknown(), request));
  await engine.transact((tx) => replaceFunctions(tx, registration));
  engine.log({
    level: "info",
    message: `${registration.functions.length} functions of "${registration.app}" registered`,
  });
  return { status: 200, body: { ok: true, modified: true, status: 200 } };
}

async function receiveCheckpoint(engine: Engine, request: DoorRequest, runId: string): Promise<DoorAnswer> {
  const checkpoint = parseBody(Checkpoint, request);
  const isKept = await engine.transact((tx) => saveCheckpoint(tx, runId, checkpoint, engine.leaseMs));
  if (isKept) return { status: 200, body: {} };
  return { status: 409, body: { status: 409, error: "This call is stale: its run has ended or is called anew." } };
}

function requireSigningKey({ signingKey }: Engine, { headers }: DoorRequest): void {
  const isKnown = isSameSecret(headers.authorization ?? "", `Bearer ${hashSigningKey(signingKey)}`);
  if (!isKnown) throw new AppError("unauthenticated", "This is not the signing key.");
}

function parseBody<Schema extends z.ZodType>(schema: Schema, { method, body }: DoorRequest): z.output<Schema> {
  if (method !== "POST") throw new AppError("invalid_input", "This door takes POST.");
  const parsed = schema.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  throw new AppError("invalid_input", `The body can't be read: ${z.prettifyError(parsed.error)}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("invalid_input", "The body isn't JSON.", { cause });
  }
}
