import type { z } from "zod";
import type { Refusal } from "@/lib/engine/types";
import { AppError } from "@/lib/errors";
import { type HubSpotEnvelope, nameCorrelationId, parseEnvelope } from "./envelope";
import { explainHubSpotCode, isSystemicCode } from "./errors";
import { type Answer, exchange, parseJson, TransportFault } from "./exchange";
import type { Learn, Limiter, LongPause } from "./limiter";
import { readRefusedValues } from "./refusals";
import { judge, judgeFault, type Verdict } from "./retry-policy";
import { HubSpotScopeMissing } from "./scope-missing";

export interface HubSpotClientOptions {
  apiBaseUrl: string;
  limiter: Limiter;
  getAccessToken(): Promise<string>;
  /** Asked after a 401, once per call, for a token other than the refused one. */
  renewAccessToken(refusedToken: string): Promise<string>;
  /** The account's IANA zone, in whose midnight the daily limit begins anew; asked when that limit is met. */
  readTimeZone?(): string;
  /** Hears which scopes HubSpot missed in a 403, before the error is thrown. */
  onScopeMissing?(error: HubSpotScopeMissing): Promise<void>;
  timeoutMs?: number;
  now?: () => number;
  sleep?: (ms: number) => Promise<void>;
  /** Hears of every attempt, repeated ones too. */
  onCall?(call: CallRecord): void;
}

export interface CallRecord {
  startedAt: Date;
  method: string;
  path: string;
  /** Null when no whole answer came. */
  status: number | null;
  durationMs: number;
  correlationId: string | null;
  /** Which try of the call it was, from 1. */
  attempt: number;
  /** The body that was sent, with the values of records; null where there was none. */
  request: unknown;
  /** The body that came: what its JSON says, else its text; null where none came. */
  answer: unknown;
}

export interface HubSpotCall<T> {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  body?: unknown;
  schema: z.ZodType<T>;
  /** True when a second time does no harm, so that a call whose fate is unknown may be sent again. */
  isSafeToRepeat: boolean;
  /** Asked when the turn of the first attempt has come: false sends nothing, and `request` throws `WithdrawnCall`. */
  isWanted?(): boolean;
}

export interface HubSpotAnswer<T> {
  status: number;
  body: T;
  correlationId: string | null;
  /** Attempts before this answer of which nobody knows whether HubSpot carried them out: no answer, half of one, a 5xx. */
  unknownFates: number;
}

export interface HubSpotClient {
  /**
   * Calls HubSpot within the limiter's allowance and parses the answer.
   * Throws `HubSpotRefusal` (4xx), `HubSpotScopeMissing` (403), `HubSpotPause` (a wait of more than a minute),
   * `WithdrawnCall`, and
   * `AppError`: `hubspot_reconnect` (401 twice), `hubspot_rate_limited`, `hubspot_unreachable` (after several tries).
   */
  request<T>(call: HubSpotCall<T>): Promise<HubSpotAnswer<T>>;
}

/** The call waited for its turn, and nobody wants it any more: nothing was sent. */
export class WithdrawnCall extends Error {
  constructor() {
    super("The call was withdrawn before it was sent.");
    this.name = "WithdrawnCall";
  }
}

/** HubSpot wants to be left alone for longer than a call can wait: come back at `until`. */
export class HubSpotPause extends AppError {
  readonly until: Date;
  readonly reason: string;

  constructor({ until, reason }: LongPause) {
    super("hubspot_rate_limited", `${reason}. Calls go on at ${new Date(until).toISOString()}.`);
    this.name = "HubSpotPause";
    this.until = new Date(until);
    this.reason = reason;
  }
}

/**
 * A 4xx about the request or its values. The message names the code, never a value: HubSpot's own words, which may quote
 * rows, are in `body` and `refusals`.
 */
export class HubSpotRefusal extends AppError {
  readonly status: number;
  readonly category: string | null;
  readonly subCategory: string | null;
  readonly correlationId: string | null;
  readonly refusals: readonly [Refusal, ...Refusal[]];
  readonly body: HubSpotEnvelope;
  /** As in `HubSpotAnswer`: a conflict after such an attempt may be with what that attempt wrote. */
  readonly unknownFates: number;

  constructor(
    call: { method: string; path: string },
    status: number,
    body: HubSpotEnvelope,
    correlationId: string | null,
    unknownFates = 0,
  ) {
    const [first, ...others] = readRefusedValues(body);
    super("hubspot_refused", describeRefusal(call, status, first.refusal.code, correlationId));
    this.name = "HubSpotRefusal";
    this.status = status;
    this.category = body.category;
    this.subCategory = body.subCategory;
    this.correlationId = correlationId;
    this.refusals = [first.refusal, ...others.map(({ refusal }) => refusal)];
    this.body = body;
    this.unknownFates = unknownFates;
  }

  /** True when it concerns every row alike: a wrong match property, an unknown object type, a missing permission. */
  get isSystemic(): boolean {
    const isAboutMissingRecords = this.status === 404 && this.body.context.ids !== undefined;
    const isAboutRows = this.status === 400 || this.status === 409 || isAboutMissingRecords;
    return !isAboutRows || this.refusals.some(({ code }) => isSystemicCode(code));
  }
}

/** An answer with its JSON; `undefined` where it has none. */
interface ReadAnswer extends Answer {
  readonly json: unknown;
}

// Four waits: 0.5 + 1 + 2 + 4 s for a fault, some 40 s for a lock or a limit. Longer waits belong to the scheduler.
const MAX_TRIES = 5;

/** A client for one portal. Calls may overlap; what they may do together is the limiter's to say. */
export function createHubSpotClient(options: HubSpotClientOptions): HubSpotClient {
  const { apiBaseUrl, limiter, timeoutMs = 30_000, now = Date.now } = options;
  const sleep = options.sleep ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));

  async function send(
    call: HubSpotCall<unknown>,
    { token, attempt }: { token: string; attempt: number },
    learn: Learn,
  ): Promise<ReadAnswer | TransportFault> {
    const startedAt = now();
    const report = (answered: Pick<CallRecord, "status" | "correlationId" | "answer">, durationMs: number) =>
      options.onCall?.({
        startedAt: new Date(startedAt),
        method: call.method,
        path: call.path,
        durationMs,
        attempt,
        request: call.body ?? null,
        ...answered,
      });
    try {
      const answer = await exchange({
        method: call.method,
        url: apiBaseUrl + call.path,
        headers: {
          accept: "application/json",
          authorization: `Bearer ${token}`,
          ...(call.body === undefined ? {} : { "content-type": "application/json" }),
        },
        body: call.body === undefined ? null : JSON.stringify(call.body),
        timeoutMs,
      });
      learn(answer);
      const durationMs = now() - startedAt;
      const json = parseJson(answer.text);
      const correlationId = readCorrelationId(answer, parseEnvelope(null));
      report({ status: answer.status, correlationId, answer: json ?? answer.text }, durationMs);
      if (json !== undefined || answer.text === "" || !isSuccess(answer.status)) return { ...answer, json };
      return new TransportFault(`an answer with status ${answer.status} that can't be read`);
    } catch (error) {
      if (!(error instanceof TransportFault)) throw error;
      report({ status: null, correlationId: null, answer: null }, now() - startedAt);
      return error;
    }
  }

  function checkLongPause(): void {
    const { longPause } = limiter;
    if (longPause && longPause.until > now()) throw new HubSpotPause(longPause);
  }

  /** Waits as the verdict says, or throws where it allows no further try. */
  async function waitFor(verdict: Verdict, attempt: number, giveUp: () => Error): Promise<void> {
    if (verdict.kind === "pause") {
      limiter.longPause = verdict;
      throw new HubSpotPause(verdict);
    }
    if (verdict.kind === "final" || attempt >= MAX_TRIES) throw giveUp();
    if (verdict.isForEverybody) limiter.pauseUntil(now() + verdict.waitMs);
    else await sleep(verdict.waitMs);
  }

  async function request<T>(call: HubSpotCall<T>): Promise<HubSpotAnswer<T>> {
    const { isSafeToRepeat } = call;
    let renewed: string | null = null;
    let unknownFates = 0;
    for (let attempt = 1; ; attempt += 1) {
      checkLongPause();
      // Before the call's turn: what renewing takes is no part of HubSpot's answer.
      const token: string = renewed ?? (await options.getAccessToken());
      const answer = await limiter.run(async (learn) => {
        if (attempt === 1 && call.isWanted?.() === false) throw new WithdrawnCall();
        checkLongPause();
        return send(call, { token, attempt }, learn);
      });
      if (answer instanceof TransportFault) {
        unknownFates += 1;
        await waitFor(judgeFault(attempt, isSafeToRepeat), attempt, () => unreachable(call, answer.message, answer));
        continue;
      }
      const { status, headers, json } = answer;
      if (isSuccess(status)) return accept(call, answer, unknownFates);
      if (status === 401) {
        if (renewed !== null) throw reconnect();
        renewed = await options.renewAccessToken(token);
        continue;
      }
      const envelope = parseEnvelope(json);
      const timeZone = options.readTimeZone?.() ?? "UTC";
      const verdict = judge({ status, headers, envelope, attempt, isSafeToRepeat, timeZone, now: now() });
      const error = toError(call, answer, envelope, unknownFates);
      if (error instanceof HubSpotScopeMissing) await options.onScopeMissing?.(error);
      await waitFor(verdict, attempt, () => error);
      if (status >= 500) unknownFates += 1;
    }
  }

  return { request };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function accept<T>(call: HubSpotCall<T>, answer: ReadAnswer, unknownFates: number): HubSpotAnswer<T> {
  const parsed = call.schema.safeParse(answer.json);
  // The schema's complaints name paths, never values.
  if (!parsed.success) throw unreachable(call, "an answer of an unknown shape", parsed.error);
  const correlationId = readCorrelationId(answer, parseEnvelope(answer.json));
  return { status: answer.status, body: parsed.data, correlationId, unknownFates };
}

function toError(call: HubSpotCall<unknown>, answer: Answer, envelope: HubSpotEnvelope, unknownFates: number): Error {
  const correlationId = readCorrelationId(answer, envelope);
  if (answer.status === 429) {
    return new AppError("hubspot_rate_limited", "HubSpot's limit of calls stays reached. Try again in a minute.");
  }
  if (answer.status === 423 || answer.status === 477 || answer.status >= 500) {
    return unreachable(call, `status ${answer.status}${nameCorrelationId(correlationId)}`);
  }
  if (envelope.category === "MISSING_SCOPES") return new HubSpotScopeMissing(envelope, correlationId);
  return new HubSpotRefusal(call, answer.status, envelope, correlationId, unknownFates);
}

function unreachable(call: { method: string; path: string }, what: string, cause?: unknown): AppError {
  return new AppError(
    "hubspot_unreachable",
    `HubSpot didn't answer ${call.method} ${call.path} as it should: ${what}. Try again later; status.hubspot.com tells of outages.`,
    { cause },
  );
}

function reconnect(): AppError {
  return new AppError("hubspot_reconnect", "HubSpot refuses the portal's access token. Connect the portal again.");
}

function describeRefusal(
  { method, path }: { method: string; path: string },
  status: number,
  code: string,
  correlationId: string | null,
): string {
  const { meaning, fix } = explainHubSpotCode(code);
  return `HubSpot refused ${method} ${path} with ${status} ${code}${nameCorrelationId(correlationId)}. ${meaning} ${fix}`;
}

function readCorrelationId(answer: Answer, envelope: HubSpotEnvelope): string | null {
  return envelope.correlationId ?? answer.headers.get("x-hubspot-correlation-id");
}
