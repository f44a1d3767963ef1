import type { Cause } from "../engine/causes";
import type { RefusalExplanation } from "../engine/explain-refusal";
import { isPreflightCode, preflightCatalogue } from "../engine/explain-refusal";
import { explainHubSpotCode } from "../hubspot/errors";

/** What a cause means, what to do and where, from the catalogue of whoever refused. */
export function explainCause({ stage, code }: Pick<Cause, "stage" | "code">): RefusalExplanation {
  return stage === "preflight" && isPreflightCode(code) ? preflightCatalogue[code] : explainHubSpotCode(code);
}
