import type { Cause } from "../engine/causes";
import { isPreflightCode, preflightCatalogue } from "../engine/explain-refusal";
import { explainHubSpotCode } from "../hubspot/errors";

/** What a cause means and what to do, from the catalogue of whoever refused. */
export function explainCause({ stage, code }: Pick<Cause, "stage" | "code">): { meaning: string; fix: string } {
  return stage === "preflight" && isPreflightCode(code) ? preflightCatalogue[code] : explainHubSpotCode(code);
}
