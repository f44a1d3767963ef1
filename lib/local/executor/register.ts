import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { callApp, getHeader } from "./app-call";
import { restartWaitMs } from "./backoff";
import type { Engine } from "./engine";
import { isSignatureValid, signBody } from "./signature";

const callTimeoutMs = 60_000;

const PutAnswer = z.object({ message: z.string() });

type Outcome = { readonly kind: "registered" } | { readonly kind: "refused" | "not_yet"; readonly reason: string };

export interface RegisterApp {
  readonly withinMs: number;
  readonly signal: AbortSignal;
}

/**
 * Asks the app to register its functions with us, again and again until it answers. Throws `AppError("not_configured")`
 * where it refuses, where what it registers is refused, and where the time is over.
 */
export async function registerApp(engine: Engine, { withinMs, signal }: RegisterApp): Promise<void> {
  const endsAt = Date.now() + withinMs;
  for (let tries = 0; ; tries++) {
    const outcome = await askToRegister(engine, signal, Math.max(1, Math.min(callTimeoutMs, endsAt - Date.now())));
    if (outcome.kind === "registered") return;
    if (outcome.kind === "refused") throw new AppError("not_configured", outcome.reason);
    const delayMs = restartWaitMs(tries);
    if (Date.now() + delayMs > endsAt) {
      const message = `The app at ${engine.appUrl} didn't register within ${withinMs / 1_000} s: ${outcome.reason}`;
      throw new AppError("not_configured", message);
    }
    await wait(delayMs, undefined, { signal });
  }
}

async function askToRegister(engine: Engine, signal: AbortSignal, timeoutMs: number): Promise<Outcome> {
  const answer = await callApp({
    method: "PUT",
    url: engine.appUrl,
    headers: { "x-inngest-signature": signBody("", engine.signingKey, new Date()) },
    body: "",
    signal,
    timeoutMs,
  });
  switch (answer.kind) {
    case "unreachable":
    case "broken":
      return { kind: "not_yet", reason: answer.reason };
    case "abandoned":
      return { kind: "refused", reason: "The executor was stopped before the app had registered." };
    case "too_late":
      return { kind: "not_yet", reason: "it didn't answer in time" };
    case "too_large":
      return { kind: "not_yet", reason: "its answer was too large" };
    case "reply":
      break;
    default:
      return answer satisfies never;
  }
  if (answer.status === 401) {
    return { kind: "refused", reason: "The app refused our signature. Does it have the executor's signing key?" };
  }
  const isSigned = isSignatureValid(
    getHeader(answer, "x-inngest-signature"),
    answer.body,
    engine.signingKey,
    new Date(),
  );
  if (!isSigned) return { kind: "not_yet", reason: `something that isn't our app answered with ${answer.status}` };
  if (answer.status === 200) return { kind: "registered" };
  const { data } = PutAnswer.safeParse(JSON.parse(answer.body.toString("utf8")));
  const reason = data?.message ?? `it answered with ${answer.status}`;
  // The SDK passes on the status that our own door gave it; a 500 is its own, when it could not reach the door.
  return { kind: answer.status < 500 ? "refused" : "not_yet", reason };
}
