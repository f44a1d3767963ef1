import { objectTypeOf, type PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { readRecordId } from "@/lib/local/hubspot-sandbox/api/objects/find-record";
import { readInputs, readText } from "@/lib/local/hubspot-sandbox/api/read-body";
import { type Reply, replyEmpty } from "@/lib/local/hubspot-sandbox/http/answer";

/** Archives by record id. The answer is empty, whatever became of each id. */
export function batchArchive(call: PortalCall): Reply {
  const { records } = objectTypeOf(call);
  const ids = readInputs(call).map((input) => readText(input, "id", call));
  for (const id of ids) {
    const recordId = readRecordId(id);
    const record = recordId === null ? null : records.get(recordId);
    if (record !== null) records.archive(record, call.now);
  }
  return replyEmpty(204);
}
