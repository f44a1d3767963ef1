import { AppError } from "@/lib/errors";
import type { HubSpotRefusal } from "./client";
import { explainHubSpotCode, isKnownHubSpotCode } from "./errors";

/** Codes that say no more than that something is wrong. */
const GENERAL_CODES = ["VALIDATION_ERROR", "UNEXPLAINED"];

/**
 * What the batches of a destination have learnt together about refusals that nobody knows. One that is about the portal
 * or the request meets every row alike, and to narrow it down costs a call per row, batch after batch. It is taken for
 * that when a batch's rows, sent alone and from all over the batch, are all refused in the very same words that name
 * neither a property nor a known code, while this destination hasn't had a single row accepted. Then the run is stopped
 * with HubSpot's words: no row that wasn't sent is ever rejected. Where any row was accepted, all are narrowed down.
 */
export class UniformRefusals {
  #hasAccepted = false;
  #words: string | null = null;

  get hasAccepted(): boolean {
    return this.#hasAccepted;
  }

  noteAccepted(): void {
    this.#hasAccepted = true;
  }

  /** Throws `hubspot_refused` where another batch has found that these words are about every row. */
  check(refusal: HubSpotRefusal): void {
    if (!this.#hasAccepted && this.#words !== null && readWords(refusal) === this.#words) throw toError(refusal);
  }

  /** Remembers that these words are about every row, and throws `hubspot_refused`. */
  conclude(refusal: HubSpotRefusal): never {
    this.#words = readWords(refusal);
    throw toError(refusal);
  }
}

/** The words of a refusal that could be about anything; null where they name a property or have a code of their own. */
export function readWords(refusal: HubSpotRefusal): string | null {
  const [{ code, property, message }] = refusal.refusals;
  if (property !== null || (isKnownHubSpotCode(code) && !GENERAL_CODES.includes(code))) return null;
  return `${code} ${message}`;
}

// Words that several rows got alike quote none of them.
function toError(refusal: HubSpotRefusal): AppError {
  const [{ code, message }] = refusal.refusals;
  const which = refusal.correlationId ? ` (correlation id ${refusal.correlationId})` : "";
  return new AppError(
    "hubspot_refused",
    `HubSpot refuses all rows alike with ${refusal.status} ${code}: “${message.slice(0, 500)}”${which}. The run stops here; rows that weren't sent stay as they are. ${explainHubSpotCode(code).fix}`,
    { cause: refusal },
  );
}
