import type { WriteInput } from "@/lib/engine/types";
import { RECORD_ID, requestCreate, requestUpdate, requestUpsert, type Target, type WriteRequest } from "./batch-calls";
import { byRecordId } from "./update-records";

/**
 * The call by which `Destination.write` writes one input, given the record that it means (null for none). Null where the
 * mode leaves it alone.
 */
export function describeWrite(
  target: Omit<Target, "client">,
  input: WriteInput,
  recordId: string | null,
): WriteRequest | null {
  const { mode, matchProperty } = target;
  if (mode === "create") return recordId === null ? requestCreate(target, [input]) : null;
  if (mode === "upsert" && matchProperty !== RECORD_ID) return requestUpsert(target, [input]);
  return recordId === null ? null : requestUpdate(target, [byRecordId(input, recordId, matchProperty)]);
}
