import { AppError } from "@/lib/errors";

interface Place {
  readonly endpoint: string | null;
  readonly bucket: string;
}

/** What to do about a refusal, by S3's code or the system's. */
const fixes: Readonly<Record<string, string>> = {
  NoSuchBucket: "There is no such bucket: create it, or correct its name.",
  NotFound: "There is no such bucket: create it, or correct its name.",
  InvalidAccessKeyId: "The store doesn't know the access key: correct it.",
  SignatureDoesNotMatch: "The secret doesn't belong to the access key: correct it.",
  AccessDenied: "The access key may not do this: grant it reading, writing, listing and deleting on the bucket.",
  Forbidden: "The access key may not do this: grant it reading, writing, listing and deleting on the bucket.",
  PermanentRedirect: "The bucket is in another region: correct the region.",
  AuthorizationHeaderMalformed: "The bucket is in another region: correct the region.",
  RequestTimeTooSkewed: "This machine's clock is wrong: set it.",
  ENOTFOUND: "The store's host is unknown: correct the endpoint.",
  ECONNREFUSED: "Nothing answers at the endpoint: start the store, or correct the endpoint.",
  TimeoutError: "The store didn't answer in time: check that it can be reached from here.",
};

/** Runs the work; what it throws becomes an `AppError` that names the operation and the bucket, and no secret. */
export async function translateErrors<T>(place: Place, operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw toAppError(place, operation, thrown);
  }
}

/** The same for what comes piece by piece. */
export async function* translatePieces<T>(place: Place, operation: string, pieces: AsyncIterable<T>) {
  try {
    yield* pieces;
  } catch (thrown) {
    throw toAppError(place, operation, thrown);
  }
}

/** Whether S3 refused with that code. */
export function isRefusal(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && thrown.name === code;
}

function toAppError({ endpoint, bucket }: Place, operation: string, thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const where = `the bucket ${bucket} (${endpoint ?? "Amazon S3"})`;
  if (isRefusal(thrown, "NoSuchKey")) {
    return new AppError("not_found", `Could not ${operation} in ${where}: there is no such object.`, { cause: thrown });
  }
  const code = readCode(thrown);
  // Not the store's own message: it can hold the signed request.
  const fix = fixes[code] ?? "Check the store's settings and its own log.";
  return new AppError("storage_failed", `Could not ${operation} in ${where}: ${code}. ${fix}`, { cause: thrown });
}

function readCode(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "unknown error";
  // A system error's name is just "Error", and its code says what it is.
  if ("code" in thrown && typeof thrown.code === "string" && !thrown.name.startsWith("Timeout")) return thrown.code;
  return thrown.name;
}
