import { randomBytes } from "node:crypto";
import type { Inngest, InngestFunction } from "inngest";
import { afterAll, vi } from "vitest";
import { testDatabase } from "@/lib/local/testing/database";
import type { Journal } from "./journal";
import { createRunLog, type Define, type Ending, type SeenRun } from "./run-log";
import { type Identity, startTestApp, startTestExecutor, type TestApp, testKeys } from "./test-app";
import { until } from "./until";

/** The server that the suite is pointed at, which must reach this machine's loopback; null for the local executor. */
export const inngestUrl = process.env.INNGEST_BASE_URL || null;

/** For a server that has to be told where the app is; then the suite's files must run one by one. */
const appPort = Number(process.env.INNGEST_APP_PORT ?? 0);

/** How the SDK is called is the server's choice: the local executor is asked for both ways. */
export const modes =
  inngestUrl === null
    ? [
        { mode: "classic", isCheckpointing: false },
        { mode: "checkpointed", isCheckpointing: true },
      ]
    : [{ mode: inngestUrl, isCheckpointing: true }];

/** A server elsewhere has waits of its own between attempts, and is slower to look at its queue. */
export const withinMs = inngestUrl === null ? 20_000 : 120_000;

if (inngestUrl !== null) vi.setConfig({ testTimeout: 2 * withinMs, hookTimeout: withinMs });

export interface Tools {
  readonly inngest: Inngest;
  readonly journal: Journal;
  readonly define: Define;
  /** The event's name, which no other file of the suite uses. */
  on(name: string): string;
}

export type MakeFunctions = (tools: Tools) => InngestFunction.Any[];

export interface Sent {
  readonly name: string;
  readonly data?: Record<string, unknown>;
  readonly id?: string;
  readonly ts?: number;
}

export interface EndedRun {
  readonly id: string;
  readonly status: Ending["status"];
  readonly output: unknown;
  readonly error: { readonly name: string; readonly message: string } | null;
  readonly beganAt: number;
  readonly endedAt: number;
}

export interface Semantics {
  readonly app: TestApp;
  readonly journal: Journal;
  on(name: string): string;
  /** Sends an event through the SDK and says its id. */
  send(name: string, data?: Record<string, unknown>): Promise<string>;
  sendAll(events: readonly Sent[]): Promise<string[]>;
  /** The runs of the event that the app has heard of so far. */
  seen(eventId: string): SeenRun[];
  /** The run of the event, once the app is called for it. */
  begun(eventId: string): Promise<SeenRun>;
  /** The run of the event, once it has asked the server for this. */
  asked(eventId: string, operation: "Sleep" | "WaitForEvent" | "InvokeFunction"): Promise<SeenRun>;
  /** The run of the event, once it has ended. */
  end(eventId: string): Promise<EndedRun>;
  /** Takes another run through the server: what was due before it has been dealt with by then. */
  passThrough(): Promise<void>;
}

/**
 * The functions in an app of their own, registered with the server that is to be tried. What can be seen is what the
 * app sees: its calls, its answers, and the events that come back to it.
 */
export async function startSemantics(
  makeFunctions: MakeFunctions,
  { isCheckpointing }: { readonly isCheckpointing: boolean },
): Promise<Semantics> {
  const space = `t${randomBytes(4).toString("hex")}`;
  const on = (name: string) => `${space}/${name}`;
  const app = await startTestApp(appPort);
  const log = createRunLog();
  app.onAnswer(log.hearAnswer);
  const server =
    inngestUrl === null ? await startLocal(app.url, isCheckpointing) : readRemote(inngestUrl, space, app.url);
  const inngest = app.serveFunctions(
    server.url,
    (client, journal) => {
      const define = log.makeDefine(client);
      const pass = define(
        { id: "pass-through", retries: 0, triggers: [{ event: on("pass-through") }] },
        () => "passed",
      );
      return [...makeFunctions({ inngest: client, journal, define, on }), ...log.makeWatchers(client), pass];
    },
    server.identity,
  );
  await server.register();
  afterAll(async () => {
    await server.stop();
    await app.goDown();
  });

  async function sendAll(events: readonly Sent[]): Promise<string[]> {
    const { ids } = await inngest.send(events.map((event) => ({ data: {}, ...event, name: on(event.name) })));
    return ids;
  }
  async function send(name: string, data: Record<string, unknown> = {}): Promise<string> {
    const [id] = await sendAll([{ name, data }]);
    if (id === undefined) throw new Error("The event got no id.");
    return id;
  }
  const seen = (eventId: string) => log.runs.filter(({ eventIds }) => eventIds.includes(eventId));
  const end = (eventId: string) =>
    until(`the end of ${eventId}`, () => seen(eventId).map(describeEnd).find(isThere), withinMs);

  return {
    app,
    journal: app.journal,
    on,
    send,
    sendAll,
    seen,
    begun: (eventId) =>
      until(`a run of ${eventId}`, () => seen(eventId).find(({ beganAt }) => beganAt !== null), withinMs),
    asked: (eventId, operation) =>
      until(
        `a run of ${eventId} that asks to ${operation}`,
        () => seen(eventId).find(({ asked }) => asked.includes(operation)),
        withinMs,
      ),
    end,
    async passThrough() {
      await end(await send("pass-through"));
    },
  };
}

interface Server {
  readonly url: string;
  readonly identity: Identity;
  register(): Promise<void>;
  stop(): Promise<void>;
}

async function startLocal(appUrl: string, isCheckpointing: boolean): Promise<Server> {
  const executor = await startTestExecutor({ databaseUrl: await testDatabase(), appUrl, isCheckpointing });
  return { url: executor.url, identity: { id: "app", ...testKeys }, register: executor.register, stop: executor.stop };
}

/** A server that stays when the suite has ended: each file is an app of its own there. */
function readRemote(url: string, id: string, appUrl: string): Server {
  const { INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey } = process.env;
  if (!eventKey || !signingKey) throw new Error("INNGEST_BASE_URL wants INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY.");
  const identity = { id, eventKey, signingKey };
  return {
    url,
    identity,
    async register() {
      const response = await fetch(appUrl, { method: "PUT" });
      if (!response.ok) throw new Error(`The server at ${url} refused the functions: ${await response.text()}`);
    },
    async stop() {},
  };
}

function describeEnd({ id, ending, beganAt, endedAt }: SeenRun): EndedRun | null {
  if (ending === null) return null;
  const base = { id, status: ending.status, beganAt: beganAt ?? Number.NaN, endedAt: endedAt ?? Number.NaN };
  if (ending.status === "completed") return { ...base, output: ending.output, error: null };
  return { ...base, output: null, error: ending.error };
}

function isThere<Value>(value: Value | null): value is Value {
  return value !== null;
}
