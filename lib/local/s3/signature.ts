import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { KeyRing } from "./key-ring";
import { S3Error } from "./s3-error";
import { decode, type S3Request } from "./s3-request";

const algorithm = "AWS4-HMAC-SHA256";
const maxSkewMs = 15 * 60_000;
const maxLifetimeSeconds = 7 * 24 * 3600;

/** What a request says about its signature, be it in a header or in a presigned URL. */
interface Claim {
  readonly accessKeyId: string;
  readonly day: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `YYYYMMDDTHHMMSSZ` */
  readonly date: string;
  /** Null in requests that aren't presigned: those are good for a quarter of an hour. */
  readonly expiresInSeconds: number | null;
  readonly sessionToken: string | undefined;
}

/**
 * Verifies AWS Signature Version 4. `payloadHash` is the hash that the signature covers: a hex SHA-256 or one of S3's
 * words for "not signed". Throws an `S3Error` for everything but a good signature of a key on the ring at a good time.
 */
export function verifySignature(
  request: S3Request,
  payloadHash: string,
  keys: KeyRing,
  now: number,
): { accessKeyId: string; region: string } {
  const claim = readClaim(request);
  checkTime(claim, now);
  checkSignedHeaders(request, claim);
  const secret = keys.findSecret(claim.accessKeyId, claim.sessionToken);
  const expected = Buffer.from(sign(claim, secret, makeCanonicalRequest(request, claim, payloadHash)));
  const actual = Buffer.from(claim.signature);
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) {
    throw new S3Error(403, "SignatureDoesNotMatch", "The signature does not match the one the server calculated.");
  }
  return { accessKeyId: claim.accessKeyId, region: claim.region };
}

export function isPresigned(request: S3Request): boolean {
  return request.header("authorization") === undefined && request.query.has("X-Amz-Signature");
}

function readClaim(request: S3Request): Claim {
  if (isPresigned(request)) return readPresignedClaim(request);
  const header = request.header("authorization");
  if (header === undefined) throw new S3Error(403, "AccessDenied", "Anonymous access is not allowed.");
  const [, credential, signedHeaders, signature] =
    /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]+)$/.exec(header) ?? [];
  return {
    ...readScope(credential),
    signedHeaders: (signedHeaders ?? "").split(";"),
    signature: signature ?? "",
    date: request.header("x-amz-date") ?? "",
    expiresInSeconds: null,
    sessionToken: request.header("x-amz-security-token"),
  };
}

function readPresignedClaim({ query }: S3Request): Claim {
  const expiresInSeconds = Number(query.get("X-Amz-Expires"));
  if (
    query.get("X-Amz-Algorithm") !== algorithm ||
    !(expiresInSeconds >= 1 && expiresInSeconds <= maxLifetimeSeconds)
  ) {
    throw new S3Error(
      400,
      "AuthorizationQueryParametersError",
      "The presigned URL's algorithm or lifetime is invalid.",
    );
  }
  return {
    ...readScope(query.get("X-Amz-Credential")),
    signedHeaders: (query.get("X-Amz-SignedHeaders") ?? "").split(";"),
    signature: query.get("X-Amz-Signature") ?? "",
    date: query.get("X-Amz-Date") ?? "",
    expiresInSeconds,
    sessionToken: query.get("X-Amz-Security-Token") ?? undefined,
  };
}

function readScope(credential: string | null | undefined) {
  const [accessKeyId, day, region, service, end, ...more] = credential?.split("/") ?? [];
  if (!accessKeyId || !day || !region || (service !== "s3" && service !== "sts") || end !== "aws4_request" || more[0]) {
    throw new S3Error(400, "AuthorizationHeaderMalformed", "The authorization is malformed.");
  }
  return { accessKeyId, day, region, service };
}

function checkTime({ date, day, expiresInSeconds }: Claim, now: number): void {
  const signedAt = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (Number.isNaN(signedAt) || !date.startsWith(day)) {
    throw new S3Error(403, "AccessDenied", "The request's date is missing, malformed or not the signature's.");
  }
  if (expiresInSeconds === null) {
    if (Math.abs(now - signedAt) <= maxSkewMs) return;
    throw new S3Error(403, "RequestTimeTooSkewed", "The request's time is too far from the server's.");
  }
  if (signedAt - now > maxSkewMs) throw new S3Error(403, "AccessDenied", "Request is not valid yet.");
  if (now > signedAt + expiresInSeconds * 1000) throw new S3Error(403, "AccessDenied", "Request has expired.");
}

/** Whatever changes the meaning of a request must be covered by its signature. */
function checkSignedHeaders(request: S3Request, { signedHeaders }: Claim): void {
  const unsigned = request.headerNames.find((name) => name.startsWith("x-amz-") && !signedHeaders.includes(name));
  if (unsigned !== undefined || !signedHeaders.includes("host")) {
    throw new S3Error(403, "AccessDenied", `The header ${unsigned ?? "host"} is not signed.`);
  }
}

function makeCanonicalRequest(request: S3Request, { signedHeaders }: Claim, payloadHash: string): string {
  const path = request.rawPath
    .split("/")
    .map((segment) => encodeStrictly(decode(segment)))
    .join("/");
  const headers = signedHeaders.map((name) => `${name}:${(request.header(name) ?? "").trim().replace(/\s+/g, " ")}\n`);
  return [
    request.method,
    path,
    makeCanonicalQuery(request.rawQuery),
    headers.join(""),
    signedHeaders.join(";"),
    payloadHash,
  ].join("\n");
}

function makeCanonicalQuery(rawQuery: string): string {
  return rawQuery
    .split("&")
    .filter((pair) => pair !== "" && !pair.startsWith("X-Amz-Signature="))
    .map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return [name, value.join("=")].map((part) => encodeStrictly(decode(part.replaceAll("+", " ")))).join("=");
    })
    .sort()
    .join("&");
}

function sign({ date, day, region, service }: Claim, secret: string, canonicalRequest: string): string {
  const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), "aws4_request");
  const hash = createHash("sha256").update(canonicalRequest).digest("hex");
  return hmac(key, [algorithm, date, `${day}/${region}/${service}/aws4_request`, hash].join("\n")).toString("hex");
}

/** RFC 3986: all but unreserved characters. */
function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
