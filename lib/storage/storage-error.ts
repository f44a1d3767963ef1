import { AppError } from "@/lib/errors";
import { AssumeRoleError } from "./assume-role-error";

export interface Place {
  readonly endpoint: string | null;
  readonly bucket: string;
  /** The folder that all keys are below, with a slash at its end; empty for the whole bucket. */
  readonly folder: string;
}

/** What has to be allowed for a request. */
export type S3Permission =
  | "s3:PutObject"
  | "s3:GetObject"
  | "s3:ListBucket"
  | "s3:DeleteObject"
  | "s3:CreateBucket"
  | "s3:AbortMultipartUpload"
  | "s3:PutObjectTagging"
  | "kms:GenerateDataKey"
  | "kms:Decrypt";

/** What is being done: in words, and what has to be allowed for it. */
export interface Operation {
  readonly name: string;
  readonly permission: S3Permission;
}

/** What to do about a refusal, by S3's code or the system's. */
const fixes: Readonly<Record<string, string>> = {
  NoSuchBucket: "There is no such bucket: create it, or correct its name.",
  NotFound: "There is no such bucket: create it, or correct its name.",
  InvalidAccessKeyId: "The store doesn't know the access key: correct it.",
  SignatureDoesNotMatch: "The secret doesn't belong to the access key: correct it.",
  RequestTimeTooSkewed: "This machine's clock is wrong: set it.",
  ExpiredToken: "The session has ended and couldn't be renewed: check the credentials that it comes from.",
  ExpiredTokenException: "The session has ended and couldn't be renewed: check the credentials that it comes from.",
  InvalidToken: "The session isn't good at this store: check which store the credentials are for.",
  InvalidClientTokenId: "The access key isn't known: correct it.",
  CredentialsProviderError:
    "This instance has no credentials of its own: give it an instance profile, a task role, a web identity or AWS_ACCESS_KEY_ID, or use an access key.",
  SlowDown: "The store asks for fewer requests: it is tried again later.",
  ServiceUnavailable: "The store is busy or down: it is tried again later.",
  InternalError: "The store failed: it is tried again later.",
  "KMS.DisabledException": "The KMS key is disabled: enable it, or name another one.",
  "KMS.NotFoundException": "There is no such KMS key in the bucket's region: correct it.",
  "KMS.KMSInvalidStateException": "The KMS key can't be used in its state: enable it, or name another one.",
  ENOTFOUND: "The store's host is unknown: correct the endpoint.",
  EAI_AGAIN: "The store's host couldn't be looked up: check the endpoint and this machine's name server.",
  ECONNREFUSED: "Nothing answers at the endpoint: start the store, or correct the endpoint.",
  ECONNRESET: "The connection was broken off: check the endpoint, and whether it wants TLS.",
  EPROTO: "The endpoint doesn't speak TLS: correct it, or allow http knowingly.",
  CERT_HAS_EXPIRED: "The store's certificate has expired: renew it.",
  DEPTH_ZERO_SELF_SIGNED_CERT:
    "The store's certificate isn't signed by an authority that this machine knows: add it with NODE_EXTRA_CA_CERTS.",
  SELF_SIGNED_CERT_IN_CHAIN:
    "The store's certificate isn't signed by an authority that this machine knows: add it with NODE_EXTRA_CA_CERTS.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "The store's certificate isn't signed by an authority that this machine knows: add it with NODE_EXTRA_CA_CERTS.",
  TimeoutError: "The store didn't answer in time: check that it can be reached from here.",
};

const denied: readonly string[] = ["AccessDenied", "Forbidden", "AllAccessDisabled", "AccessDeniedException"];
const elsewhere: readonly string[] = [
  "PermanentRedirect",
  "AuthorizationHeaderMalformed",
  "IllegalLocationConstraintException",
  "301",
];

/** Runs the work; what it throws becomes an `AppError` that names the operation and the bucket, and no secret. */
export async function translateErrors<T>(place: Place, operation: Operation, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw toAppError(place, operation, thrown);
  }
}

/** The same for what comes piece by piece. */
export async function* translatePieces<T>(place: Place, operation: Operation, pieces: AsyncIterable<T>) {
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

/** Whether the store understood, and doesn't allow it. */
export function isDenied(thrown: unknown): boolean {
  return denied.includes(readCode(thrown));
}

/** What a refusal is called, and what to do about it. Not the store's own message: it can hold the signed request. */
export function explainRefusal(
  place: Place,
  { permission }: Operation,
  thrown: unknown,
): { code: string; fix: string } {
  if (thrown instanceof AssumeRoleError) return { code: `sts:AssumeRole, ${readCode(thrown.cause)}`, fix: thrown.fix };
  const code = readCode(thrown);
  if (denied.includes(code))
    return { code, fix: `Allow ${describePermission(place, readDenied(thrown) ?? permission)}.` };
  if (elsewhere.includes(code)) {
    const region = readRegion(thrown);
    return { code, fix: `The bucket is in another region: correct the region${region ? ` to ${region}` : ""}.` };
  }
  return { code, fix: fixes[code] ?? "Check the store's settings and its own log." };
}

/** A permission and what it has to be given on, as a policy writes it. */
export function describePermission({ bucket, folder }: Place, permission: string): string {
  if (permission === "s3:ListBucket") {
    const condition = folder === "" ? "" : `, at least where \`s3:prefix\` begins with \`${folder}\``;
    return `\`s3:ListBucket\` on \`arn:aws:s3:::${bucket}\`${condition}`;
  }
  if (permission === "s3:CreateBucket")
    return `\`s3:CreateBucket\` on \`arn:aws:s3:::${bucket}\`, or create the bucket`;
  if (permission.startsWith("kms:")) return `\`${permission}\` on the KMS key, in its key policy or in the identity's`;
  return `\`${permission}\` on \`arn:aws:s3:::${bucket}/${folder}*\``;
}

function toAppError(place: Place, operation: Operation, thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const where = `the bucket ${place.bucket} (${place.endpoint ?? "Amazon S3"})`;
  if (isRefusal(thrown, "NoSuchKey")) {
    const message = `Could not ${operation.name} in ${where}: there is no such object.`;
    return new AppError("not_found", message, { cause: thrown });
  }
  const { code, fix } = explainRefusal(place, operation, thrown);
  return new AppError("storage_failed", `Could not ${operation.name} in ${where}: ${code}. ${fix}`, { cause: thrown });
}

export function readCode(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "unknown error";
  // A system error's name is just "Error", and its code says what it is.
  if ("code" in thrown && typeof thrown.code === "string" && !thrown.name.startsWith("Timeout")) return thrown.code;
  return thrown.name;
}

/** Amazon names the action that it denied, in a sentence that it has used for years. */
function readDenied(thrown: unknown): string | null {
  const message = thrown instanceof Error ? thrown.message : "";
  return /is not authorized to perform: ((?:s3|kms):[A-Za-z]+)/.exec(message)?.[1] ?? null;
}

/** Where the bucket is, where the store says it. */
function readRegion(thrown: unknown): string | null {
  if (typeof thrown !== "object" || thrown === null) return null;
  if ("Region" in thrown && typeof thrown.Region === "string") return thrown.Region;
  const response: unknown = "$response" in thrown ? thrown.$response : null;
  if (typeof response !== "object" || response === null || !("headers" in response)) return null;
  const { headers } = response;
  if (typeof headers !== "object" || headers === null || !("x-amz-bucket-region" in headers)) return null;
  const region = headers["x-amz-bucket-region"];
  return typeof region === "string" ? region : null;
}
