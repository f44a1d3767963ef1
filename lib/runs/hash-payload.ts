import { createHash } from "node:crypto";
import { canonicalPayload } from "../engine/payload-hash";
import type { Payload } from "../engine/types";

/** The first 64 bits of the payload's MD5 as a signed number in decimal: what `bulk.row_state` compares. */
export function hashPayload(payload: Payload): string {
  return createHash("md5").update(canonicalPayload(payload)).digest().readBigInt64BE(0).toString();
}
