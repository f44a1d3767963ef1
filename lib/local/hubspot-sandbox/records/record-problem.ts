import { invalidRequest, type RefusalDetail, Refused } from "@/lib/local/hubspot-sandbox/api/refused";
import type { AssociationProblem } from "@/lib/local/hubspot-sandbox/records/check-association";

/** Why one record of a write can't be written. */
export type RecordProblem =
  | { readonly kind: "invalid-values"; readonly failures: readonly ValueFailure[] }
  | { readonly kind: "missing-values"; readonly failures: readonly MissingValue[] }
  | { readonly kind: "value-taken"; readonly message: string }
  | { readonly kind: "contact-exists"; readonly existingId: number }
  | AssociationProblem;

export interface ValueFailure {
  readonly property: string;
  /** Null where HubSpot tells it in a bare sentence, without property and code. */
  readonly code: string | null;
  readonly message: string;
  /** Null where HubSpot doesn't repeat the value. */
  readonly value: string | null;
  /** An administrator's rule is told in fewer words. */
  readonly isRule: boolean;
}

export interface MissingValue {
  readonly property: string;
  readonly code: "MISSING_REQUIRED_PROPERTY" | "MISSING_CONDITIONAL_REQUIRED_PROPERTY";
  readonly message: string;
}

export interface RecordError {
  readonly status: "error";
  readonly category: string;
  readonly message: string;
  readonly errors?: readonly RefusalDetail[];
  readonly context: Readonly<Record<string, readonly string[]>>;
}

const invalidMessage = "The property values provided are invalid";

/** One entry of `errors` in a 207. It has neither a correlation id nor, for bad values, an `errors` list of its own. */
export function toRecordError(problem: RecordProblem, traceId: string, portalId: number): RecordError {
  const context = { objectWriteTraceId: [traceId] };
  const category = "VALIDATION_ERROR";
  switch (problem.kind) {
    case "invalid-values":
      return { status: "error", category, message: listFailures(problem.failures, portalId), context };
    case "missing-values":
      return { status: "error", category, message: invalidMessage, errors: problem.failures.map(toMissing), context };
    case "value-taken":
      return { status: "error", category, message: problem.message, context };
    case "contact-exists":
      return {
        status: "error",
        category: "CONFLICT",
        message: `Contact already exists. Existing ID: ${problem.existingId}`,
        context: { ...context, existingId: [String(problem.existingId)] },
      };
    case "invalid-association":
      return { status: "error", category, message: problem.message, context: { ...problem.context, ...context } };
    default:
      return problem satisfies never;
  }
}

/**
 * The refusal of a whole request, when nothing says which record is which: the failures of all records in one list.
 * `inputCount` decides whether a taken email names its owner.
 */
export function toRefusal(problems: readonly RecordProblem[], inputCount: number, portalId: number): Refused {
  const invalid = problems.flatMap((problem) => (problem.kind === "invalid-values" ? problem.failures : []));
  if (invalid.length > 0) {
    return invalidRequest(listFailures(invalid, portalId), { errors: withoutRepeats(invalid.map(toDetail)) });
  }
  const missing = problems.flatMap((problem) => (problem.kind === "missing-values" ? problem.failures : []));
  if (missing.length > 0) return invalidRequest(invalidMessage, { errors: withoutRepeats(missing.map(toMissing)) });
  for (const problem of problems) {
    if (problem.kind === "value-taken") return invalidRequest(problem.message);
    if (problem.kind === "invalid-association") return refuseAssociation(problem);
    if (problem.kind === "contact-exists") {
      const owner = inputCount === 1 ? `. Existing ID: ${problem.existingId}` : "";
      return new Refused(409, { message: `Contact already exists${owner}`, category: "CONFLICT" });
    }
  }
  throw new Error("A refusal needs a problem.");
}

export function refuseAssociation({ message, context }: AssociationProblem): Refused {
  return invalidRequest(message, context && { context });
}

function listFailures(failures: readonly ValueFailure[], portalId: number): string {
  if (failures.every(({ code }) => code === null)) return failures.map(({ message }) => message).join(" ");
  return `Property values were not valid: ${JSON.stringify(failures.map((failure) => toEntry(failure, portalId)))}`;
}

function toEntry({ message, code, property, value, isRule }: ValueFailure, portalId: number) {
  const entry = { isValid: false, message, error: code, name: property };
  if (isRule) return entry;
  if (value === null) return { ...entry, localizedErrorMessage: message, portalId };
  return { ...entry, localizedErrorMessage: message, propertyValue: value, portalId };
}

function toDetail({ message, code, property }: ValueFailure): RefusalDetail {
  return code === null ? { message } : { message, code, context: { propertyName: [property] } };
}

function toMissing({ message, code, property }: MissingValue): RefusalDetail {
  return { code, message, context: { propertyName: [property] } };
}

/** HubSpot's `errors` may be shorter than the list inside its message. */
function withoutRepeats(details: readonly RefusalDetail[]): readonly RefusalDetail[] {
  return [...new Map(details.map((detail) => [JSON.stringify(detail), detail])).values()];
}
