import { z } from "zod";
import { replyFailure } from "@/lib/local/hubspot-sandbox/admin/failure-pages";
import type { Fault } from "@/lib/local/hubspot-sandbox/admin/faults";
import { type Answer, type Reply, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";

/** `answer` does the call's work; faults that strike before it never call it. */
export function strike(fault: Fault, answer: () => Reply, now: number): Answer {
  switch (fault.kind) {
    case "status":
      return replyFailure(fault);
    case "status-after":
      answer();
      return replyFailure(fault);
    case "reset-before":
      return { kind: "reset" };
    case "reset-after":
      answer();
      return { kind: "reset" };
    case "hang":
      return { kind: "hang" };
    case "half-body":
      return { kind: "half", reply: answer() };
    case "slow":
      return answer();
    case "empty-results": {
      const at = new Date(now).toISOString();
      return replyJson(200, { status: "COMPLETE", results: [], startedAt: at, completedAt: at });
    }
    case "omit-results":
      return changeResults(answer(), (results) => results.slice(0, -fault.count));
    case "wrong-order":
      return changeResults(answer(), sortByIdBackward);
    case "results-without-trace-ids":
      return changeResults(answer(), (results) => results.map(({ objectWriteTraceId: _, ...result }) => result));
    case "duplicate-result":
      return changeResults(answer(), (results) => [...results, ...results.slice(0, 1)]);
    default:
      return fault.kind satisfies never;
  }
}

const withResults = z.looseObject({ results: z.array(z.record(z.string(), z.unknown())) });
type Results = z.infer<typeof withResults>["results"];

/** Answers without results are left as they are. */
function changeResults(reply: Reply, change: (results: Results) => Results): Reply {
  const parsed = withResults.safeParse(JSON.parse(reply.body || "null"));
  if (!parsed.success) return reply;
  return { ...reply, body: JSON.stringify({ ...parsed.data, results: change(parsed.data.results) }) };
}

function sortByIdBackward(results: Results): Results {
  return results.toSorted((one, other) => Number(other.id) - Number(one.id));
}
