import { z } from "zod";
import { AppError } from "@/lib/errors";
import { type HubSpotCall, type HubSpotClient, HubSpotRefusal } from "./client";

/** A call as it was made and answered: the last of its attempts. The access token is no part of it. */
export interface RecordedCall {
  readonly method: string;
  readonly path: string;
  readonly request: unknown;
  /** Null where no whole answer came. */
  readonly status: number | null;
  /** HubSpot's JSON; of a refusal, what its error body says. */
  readonly answer: unknown;
  readonly correlationId: string | null;
  /** Why there is no answer; null where there is one. */
  readonly problem: string | null;
}

/** A client that makes the same calls, and keeps what was sent and answered, in their order. */
export function recordCalls(client: HubSpotClient): { client: HubSpotClient; calls: readonly RecordedCall[] } {
  const calls: RecordedCall[] = [];
  return {
    calls,
    client: {
      async request<T>(call: HubSpotCall<T>) {
        const asked = { method: call.method, path: call.path, request: call.body ?? null };
        let answer: unknown = null;
        const keep = z.unknown().transform((body) => {
          answer = body;
          return body;
        });
        try {
          const answered = await client.request({ ...call, schema: keep.pipe(call.schema as z.ZodType<T, unknown>) });
          const { status, correlationId } = answered;
          calls.push({ ...asked, status, answer, correlationId, problem: null });
          return answered;
        } catch (error) {
          if (error instanceof HubSpotRefusal) {
            const { status, body, correlationId } = error;
            calls.push({ ...asked, status, answer: body, correlationId, problem: null });
          } else if (error instanceof AppError) {
            calls.push({ ...asked, status: null, answer, correlationId: null, problem: error.message });
          }
          throw error;
        }
      },
    },
  };
}
