import { AppError } from "@/lib/errors";
import { type HubSpotEnvelope, nameCorrelationId } from "./envelope";
import { explainHubSpotCode } from "./errors";

/** A 403 for want of a scope. */
export class HubSpotScopeMissing extends AppError {
  /** As HubSpot names them; empty where it names none. */
  readonly scopes: readonly string[];
  /** True when HubSpot wants all of them, so that some may be granted; else each one would do, and none is. */
  readonly needsAll: boolean;

  constructor(envelope: HubSpotEnvelope, correlationId: string | null) {
    const scopes = readMissingScopes(envelope);
    const needsAll = scopes.length > 1 && envelope.errors.some(({ message }) => /^all of/i.test(message ?? ""));
    const which = scopes.length > 0 ? `${needsAll ? "all" : "one"} of the scopes ${scopes.join(", ")}` : "a scope";
    super(
      "hubspot_scope_missing",
      `HubSpot asks for ${which}, which this connection wasn't granted${nameCorrelationId(correlationId)}. ${explainHubSpotCode("MISSING_SCOPES").fix}`,
    );
    this.name = "HubSpotScopeMissing";
    this.scopes = scopes;
    this.needsAll = needsAll;
  }
}

// The names of the scopes stand in the first error's context, or in the envelope's own in older bodies.
function readMissingScopes({ context, errors }: HubSpotEnvelope): string[] {
  const contexts = [context, ...errors.map((error) => error.context)];
  return contexts.flatMap(
    ({ requiredGranularScopes, requiredScopes }) => requiredGranularScopes ?? requiredScopes ?? [],
  );
}
