import type { Payload } from "@/lib/engine/types";
import { foldMatchValue, type WrittenRecord } from "./batch-calls";
import { couldBeSameValue, isSameValue, type ValueKind } from "./same-value";
import type { WriteSession } from "./write-session";

/** True when the record holds every value of the payload, as each property compares them. The match property is left aside. */
export async function holdsPayload(
  session: WriteSession,
  { properties }: WrittenRecord,
  payload: Payload,
): Promise<boolean> {
  const open = Object.entries(payload)
    .map(([name, sent]) => ({ name, sent, held: properties[name] ?? "" }))
    .filter(({ name, sent, held }) => name !== session.target.matchProperty && !isPlainlySame(name, sent, held));
  if (open.length === 0) return true;
  if (!open.every(({ sent, held }) => couldBeSameValue(sent, held))) return false;
  const kinds = await session.getPropertyKinds();
  return open.every(({ name, sent, held }) => isSameValue(sent, held, kinds.get(name) ?? "text"));
}

/** True when HubSpot, holding `held`, has the value already, so that sending it would change nothing. */
export function holdsValue(name: string, sent: string, held: string, kind: ValueKind): boolean {
  return isPlainlySame(name, sent, held) || isSameValue(sent, held, kind);
}

// HubSpot gives addresses back in lower case.
function isPlainlySame(name: string, sent: string, held: string): boolean {
  return isSameValue(sent, held, "text") || (name === "email" && foldMatchValue(sent) === foldMatchValue(held));
}
