import { unstable_rethrow } from "next/navigation";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { readMembership } from "./actor";
import { describeError } from "./problem";

type Params = Record<string, string>;

/** A door for the browser's requests: who is it, then the handler, and errors as problem+json. */
export function createRoute<P extends Params>(
  handle: (actor: Actor, params: P, request: Request) => Promise<unknown>,
): (request: Request, context: { params: Promise<P> }) => Promise<Response> {
  return async (request, context) => {
    try {
      const membership = await readMembership();
      if (!membership) throw new AppError("unauthenticated", "Your session has ended. Sign in again.");
      const answer = await handle(membership.actor, await context.params, request);
      return answer instanceof Response ? answer : Response.json(answer);
    } catch (error) {
      unstable_rethrow(error);
      const { status, problem } = describeError(error);
      return Response.json(problem, { status, headers: { "content-type": "application/problem+json" } });
    }
  };
}
