import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { ActionResult } from "@/lib/api/problem";
import { parseInput } from "@/lib/api/read-input";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { readMembership } from "./actor";
import { isStorable, unstorableText } from "./is-storable";
import { describeError } from "./problem";

/** A door for a form or a button: who is it, parse, call the verb, answer. */
export async function runAction<Input, T>(
  schema: z.ZodType<Input>,
  raw: unknown,
  verb: (actor: Actor, input: Input) => Promise<T>,
): Promise<ActionResult<T>> {
  return answerAction(async () => {
    const membership = await readMembership();
    if (!membership) throw new AppError("unauthenticated", "Your session has ended. Sign in again.");
    return verb(membership.actor, parseStorable(schema, raw));
  });
}

/** The same for the one door that strangers may use. */
export async function runPublicAction<Input, T>(
  schema: z.ZodType<Input>,
  raw: unknown,
  verb: (input: Input) => Promise<T>,
): Promise<ActionResult<T>> {
  return answerAction(async () => verb(parseStorable(schema, raw)));
}

function parseStorable<Input>(schema: z.ZodType<Input>, raw: unknown): Input {
  const input = parseInput(schema, raw);
  if (!isStorable(input)) throw new AppError("invalid_input", unstorableText);
  return input;
}

async function answerAction<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, error: describeError(error).problem };
  }
}
