/**
 * A refusal that was foreseen. `code` is stable and documented in docs/errors.md; `message` says what, which one and
 * what to do next, and never holds a secret or the contents of a row.
 */
export class AppError extends Error {
  readonly code: AppErrorCode;
  /** Where in the query that was given; null where there is no such place. */
  readonly place: QueryPlace | null;

  constructor(code: AppErrorCode, message: string, options?: { cause?: unknown; place?: QueryPlace | null }) {
    super(message, options);
    this.name = "AppError";
    this.code = code;
    this.place = options?.place ?? null;
  }
}

/** A place in a text of several lines, counted in characters from 1. */
export interface QueryPlace {
  readonly line: number;
  readonly column: number;
}

export const appErrorCodes = [
  "invalid_input",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "throttled",
  "not_configured",
  "source_unreachable",
  "source_refused",
  "source_query_failed",
  "source_timeout",
  "hubspot_unreachable",
  "hubspot_refused",
  "hubspot_scope_missing",
  "hubspot_reconnect",
  "hubspot_rate_limited",
  "mapping_invalid",
  "not_approved",
  "ledger_open",
  "storage_failed",
  "too_large",
] as const;

export type AppErrorCode = (typeof appErrorCodes)[number];

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
