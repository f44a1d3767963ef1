import { planLinks } from "@/lib/local/hubspot-sandbox/api/associations/read-specs";
import { objectTypeOf, type PortalCall, writerOf } from "@/lib/local/hubspot-sandbox/api/call";
import { renderWritten, replyBatch } from "@/lib/local/hubspot-sandbox/api/objects/reply-batch";
import { readInputs, readOptionalText, readProperties } from "@/lib/local/hubspot-sandbox/api/read-body";
import type { Reply } from "@/lib/local/hubspot-sandbox/http/answer";
import { areTraced, writeTraced, writeWhole } from "@/lib/local/hubspot-sandbox/records/write-batch";
import { planCreate } from "@/lib/local/hubspot-sandbox/records/write-record";

export function batchCreate(call: PortalCall): Reply {
  const type = objectTypeOf(call);
  const inputs = readInputs(call).map((input) => ({
    traceId: readOptionalText(input, "objectWriteTraceId", call),
    properties: readProperties(input, call),
    links: planLinks(input, type, call),
  }));
  const writer = writerOf(call, type, { saysContactExists: true });
  const plan = (input: (typeof inputs)[number]) => planCreate(input.properties, input.links, writer.context);
  const { written, errors } = areTraced(inputs)
    ? writeTraced(inputs, plan, writer, { refusesWholeOnTakenValue: false })
    : writeWhole(inputs, plan, writer);
  call.sandbox.calls.addWritten(written.length);
  return replyBatch(call, 201, renderWritten(call, type, written), errors);
}
