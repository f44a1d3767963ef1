import { type DeliveryResult, deliverChunk } from "./deliver-chunk";

/** Delivers the chunks `first` to `last` of a plan, one after the other; those that are delivered already are passed over. */
export async function deliverChunks(
  runId: string,
  { first, last }: { first: number; last: number },
): Promise<DeliveryResult> {
  for (let index = first; index <= last; index += 1) {
    const result = await deliverChunk(runId, index);
    if (result.kind !== "delivered") return result;
  }
  return { kind: "delivered" };
}
