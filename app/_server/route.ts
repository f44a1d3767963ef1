import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { AnswerOf, BodyOf, HeadersOf, Operation, ParamsOf, QueryOf } from "@/lib/api/operations/operation";
import { parseInput } from "@/lib/api/read-input";
import { type Actor, requireRole } from "@/lib/auth/actor";
import { identifyCaller } from "./caller";
import { FileAnswer } from "./file-answer";
import { answerProblem } from "./problem";
import { readBody } from "./read-body";
import { RequestFile } from "./request-file";

export interface Call<O extends Operation> {
  readonly actor: Actor;
  readonly params: ParamsOf<O["path"]>;
  readonly query: QueryOf<O>;
  readonly headers: HeadersOf<O>;
  readonly body: BodyOf<O>;
  /** The body of an operation that takes a file; empty for all others. */
  readonly file: AsyncIterable<Uint8Array>;
  /** Aborted when the caller goes away before it has the whole answer. */
  readonly signal: AbortSignal;
}

type Answer<O extends Operation> = O extends { file: readonly string[] } ? FileAnswer : AnswerOf<O>;

type Handler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

/** A door of /api/v1: who is it, parse by what the operation says, call the verb, answer. Errors are problem+json. */
export function createRoute<const O extends Operation & { role: Actor["role"] }>(
  operation: O,
  handle: (call: Call<O>) => Promise<Answer<O>>,
): Handler<ParamsOf<O["path"]>> {
  return async (request, { params }) => {
    const file = new RequestFile(operation.takesFile ? request : null);
    try {
      const actor = await identifyCaller(request);
      requireRole(actor, operation.role);
      file.admit(operation.takesFile ?? []);
      const { signal } = request;
      const call = { actor, params: await params, signal, ...(await parseRequest(operation, request)) };
      return await answer(operation, await handle({ ...(call as Omit<Call<O>, "file">), file } as Call<O>));
    } catch (error) {
      await file.drain();
      unstable_rethrow(error);
      return answerProblem(error);
    }
  };
}

/** Parses by the operation's schemas; their types are worked out by `Call`, which TypeScript can't follow in here. */
async function parseRequest({ query, headers, body }: Operation, request: Request) {
  const { searchParams } = new URL(request.url);
  return {
    query: query ? parseInput(query, Object.fromEntries(searchParams)) : null,
    headers: headers ? parseInput(headers, Object.fromEntries(request.headers)) : null,
    body: body ? parseInput(body, isLeftOut(body, request) ? null : await readBody(request)) : null,
  };
}

/** Where a body may be left out, a request that doesn't say of which type it is has none. */
function isLeftOut(body: z.ZodType, { headers }: Request): boolean {
  return !headers.has("content-type") && body.safeParse(null).success;
}

async function answer({ status }: Operation, found: unknown): Promise<Response> {
  if (found instanceof FileAnswer) return found.send();
  return found === null ? new Response(null, { status }) : Response.json(found, { status });
}
