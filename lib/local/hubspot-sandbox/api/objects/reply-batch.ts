import type { PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { type Reply, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { RecordError } from "@/lib/local/hubspot-sandbox/records/record-problem";
import { renderRecord } from "@/lib/local/hubspot-sandbox/records/render-record";
import type { BatchOutcome, TracedInput } from "@/lib/local/hubspot-sandbox/records/write-batch";
import type { WrittenRecord } from "@/lib/local/hubspot-sandbox/records/write-record";

/** The answer of a batch: `status` when all is well, 207 as soon as one record isn't. */
export function replyBatch(
  call: PortalCall,
  status: number,
  results: readonly unknown[],
  errors: readonly RecordError[],
): Reply {
  const at = new Date(call.now).toISOString();
  return replyJson(errors.length > 0 ? 207 : status, {
    status: "COMPLETE",
    results: call.sandbox.switches.shufflesResults ? shuffle(results) : results,
    ...(errors.length > 0 && { numErrors: errors.length, errors }),
    startedAt: at,
    completedAt: new Date(call.sandbox.clock.now()).toISOString(),
  });
}

/** Always the same order for the same length, and never the one of the inputs. */
function shuffle<T>(list: readonly T[]): readonly T[] {
  const reversed = [...list].reverse();
  if (list.length < 4) return reversed;
  const middle = Math.floor(list.length / 3);
  return [...reversed.slice(middle), ...reversed.slice(0, middle)];
}

export function renderWritten(
  call: PortalCall,
  type: ObjectType,
  written: BatchOutcome["written"],
  { alsoShows = [], showsNew = false }: { alsoShows?: readonly string[]; showsNew?: boolean } = {},
): readonly unknown[] {
  return written.map((one) => renderOne(call, type, one, alsoShows, showsNew));
}

function renderOne(
  call: PortalCall,
  type: ObjectType,
  { record, properties, isNew, traceId, warnings }: WrittenRecord & TracedInput,
  alsoShows: readonly string[],
  showsNew: boolean,
) {
  const { url, ...rendered } = renderRecord(record, [...properties, ...alsoShows], type, call.portal);
  return {
    ...rendered,
    ...(showsNew && { new: isNew }),
    ...(traceId !== null && { objectWriteTraceId: traceId }),
    ...(warnings.length > 0 && { warnings }),
    url,
  };
}

/** Records that a batch asked for by an id that nobody has. */
export function describeMissing(
  call: PortalCall,
  type: ObjectType,
  missing: readonly { readonly id: string; readonly traceId: string | null }[],
): readonly RecordError[] {
  const groups = call.sandbox.switches.groupsMissingRecords ? [missing] : missing.map((one) => [one]);
  return groups
    .filter((group) => group.length > 0)
    .map((group) => {
      const traces = group.flatMap(({ traceId }) => traceId ?? []);
      return {
        status: "error",
        category: "OBJECT_NOT_FOUND",
        message: `Could not get some ${type.legacyName} objects, they may be deleted or not exist. Check that ids are valid.`,
        context: {
          ids: group.map(({ id }) => id),
          ...(traces.length > 0 && { objectWriteTraceId: traces }),
        },
      };
    });
}
