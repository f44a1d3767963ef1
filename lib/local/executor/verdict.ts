import { z } from "zod";
import { type AppAnswer, type AppReply, getHeader } from "./app-call";
import { parseRetryAfterMs } from "./backoff";
import { limits } from "./limits";
import { tooManySteps } from "./memos";
import { Operation } from "./operations";
import { isSignatureValid } from "./signature";
import type { RunError } from "./transaction";

/** What one call of the app means for its run. */
export type Verdict =
  | { readonly kind: "unreachable" | "broken"; readonly reason: string }
  | { readonly kind: "abandoned" }
  /** The attempt failed; another may follow. */
  | { readonly kind: "failed_attempt"; readonly error: RunError; readonly retryAfterMs: number | null }
  | { readonly kind: "failed"; readonly error: RunError }
  | { readonly kind: "completed"; readonly output: unknown }
  | { readonly kind: "operations"; readonly operations: readonly Operation[] };

const SdkError = z.looseObject({ name: z.string().catch("Error"), message: z.string().catch("The function failed.") });

/** Reads the app's answer. One that isn't signed with our key is worth nothing but a failed attempt. */
export function readVerdict(answer: AppAnswer, signingKey: string): Verdict {
  switch (answer.kind) {
    case "reply":
      return readReply(answer, signingKey);
    case "unreachable":
    case "broken":
      return answer;
    case "abandoned":
      return { kind: "abandoned" };
    case "too_late":
      return failAttempt("CallTooLate", "The call took longer than a call may take.");
    case "too_large":
      return failAttempt("AnswerTooLarge", `The app's answer was larger than ${limits.answerBytes / 1024 ** 2} MiB.`);
    default:
      return answer satisfies never;
  }
}

function readReply(reply: AppReply, signingKey: string): Verdict {
  if (reply.status === 401) {
    return failAttempt("Unauthorized", "The app refused our signature. Does it have the same signing key?");
  }
  if (getHeader(reply, "x-inngest-sdk") === null) {
    return failAttempt("NotInngest", `Something that isn't the Inngest SDK answered with ${reply.status}.`);
  }
  if (!isSignatureValid(getHeader(reply, "x-inngest-signature"), reply.body, signingKey, new Date())) {
    return failAttempt("BadSignature", "The app's answer isn't signed with our signing key.");
  }
  const body = parseJson(reply.body.toString("utf8"));
  if (body === undefined) return failAttempt("BadAnswer", "The app's answer isn't JSON.");
  if (reply.status === 200) return { kind: "completed", output: body };
  if (reply.status === 206) return readOperations(reply, body);
  const error = SdkError.safeParse(body).data ?? { name: "Error", message: `The app answered with ${reply.status}.` };
  if (reply.status === 400 || getHeader(reply, "x-inngest-no-retry") === "true") return { kind: "failed", error };
  return { kind: "failed_attempt", error, retryAfterMs: readRetryAfter(reply) };
}

const OperationList = z.union([z.array(z.unknown()).min(1), z.unknown().transform((operation) => [operation])]);

function readOperations(reply: AppReply, body: unknown): Verdict {
  const list = OperationList.parse(body);
  if (list.length > limits.stepsPerRun) return { kind: "failed", error: tooManySteps };
  const parsed = z.array(Operation).safeParse(list);
  if (!parsed.success) {
    const message = `The function asks for something that the local executor doesn't have: ${z.prettifyError(parsed.error)}`;
    return { kind: "failed", error: { name: "NotSupported", message } };
  }
  const failure = parsed.data.find((operation) => operation.op === "StepError");
  if (failure === undefined) return { kind: "operations", operations: parsed.data };
  const error = SdkError.safeParse(failure.error).data ?? { name: "Error", message: "A step failed." };
  return { kind: "failed_attempt", error, retryAfterMs: readRetryAfter(reply) };
}

function readRetryAfter(reply: AppReply): number | null {
  return parseRetryAfterMs(getHeader(reply, "retry-after"), new Date());
}

function failAttempt(name: string, message: string): Verdict {
  return { kind: "failed_attempt", error: { name, message }, retryAfterMs: null };
}

/** Undefined where the text isn't JSON: JSON itself has no undefined. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
