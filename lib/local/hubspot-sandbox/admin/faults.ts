import { z } from "zod";
import { type Answer, type Reply, replyJson, withHeaders } from "@/lib/local/hubspot-sandbox/http/answer";

export const faultSchema = z.object({
  match: z.object({ method: z.string().optional(), path: z.string().optional() }).default({}),
  times: z.number().int().positive().default(1),
  kind: z.enum(["status", "reset-before", "reset-after", "hang", "empty-results", "omit-results", "half-body"]),
  status: z.number().int().min(200).max(599).default(500),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).default({}),
});

export type Fault = z.infer<typeof faultSchema>;

/** What goes wrong next. The first fault that matches a call is used up by it, `times` times. */
export class Faults {
  #faults: Fault[] = [];

  add(fault: Fault): void {
    this.#faults.push(fault);
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  clear(): void {
    this.#faults = [];
  }

  take(method: string, path: string): Fault | null {
    const fault = this.#faults.find(
      ({ match }) => (match.method ?? method) === method && (match.path === undefined || path.includes(match.path)),
    );
    if (fault === undefined) return null;
    fault.times -= 1;
    if (fault.times === 0) this.#faults = this.#faults.filter((other) => other !== fault);
    return fault;
  }
}

/** `answer` does the call's work; faults that strike before it never call it. */
export function strike(fault: Fault, answer: () => Reply, now: number): Answer {
  switch (fault.kind) {
    case "status":
      return withHeaders(describeStatus(fault), fault.headers);
    case "reset-before":
      return { kind: "reset" };
    case "reset-after":
      answer();
      return { kind: "reset" };
    case "hang":
      return { kind: "hang" };
    case "half-body":
      return { kind: "half", reply: answer() };
    case "empty-results": {
      const at = new Date(now).toISOString();
      return replyJson(200, { status: "COMPLETE", results: [], startedAt: at, completedAt: at });
    }
    case "omit-results":
      return omitResult(answer());
    default:
      return fault.kind satisfies never;
  }
}

function describeStatus({ status, body }: Fault): Reply {
  if (typeof body === "string") return { kind: "reply", status, headers: { "content-type": "text/html" }, body };
  if (body !== undefined) return replyJson(status, body);
  if (status === 429) {
    return replyJson(429, {
      status: "error",
      message: "You have reached your ten_secondly_rolling limit.",
      errorType: "RATE_LIMIT",
      policyName: "TEN_SECONDLY_ROLLING",
    });
  }
  const isGateway = status === 502 || status === 504 || status >= 520;
  if (isGateway) {
    const page = `<html><head><title>${status}</title></head><body><h1>Error ${status}</h1></body></html>`;
    return { kind: "reply", status, headers: { "content-type": "text/html" }, body: page };
  }
  return replyJson(status, { status: "error", message: `A fault of the sandbox: ${status}` });
}

const withResults = z.looseObject({ results: z.array(z.unknown()) });

function omitResult(reply: Reply): Reply {
  const parsed = withResults.safeParse(JSON.parse(reply.body || "null"));
  if (!parsed.success) return reply;
  return { ...reply, body: JSON.stringify({ ...parsed.data, results: parsed.data.results.slice(0, -1) }) };
}
