import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { type Guard, listWants, type S3Access } from "./access";
import { assumeRole, describeStsError, type S3Role } from "./assume-role";
import type { BucketList } from "./bucket-list";
import { deleteObjects, getLifecycle, listBuckets, putLifecycle } from "./bucket-routes";
import type { KeyRing } from "./key-ring";
import { listObjects } from "./list";
import { MultipartUploads } from "./multipart";
import { copyObject, getObject, getTags, putObject } from "./object-routes";
import { type ReceivedBody, receiveBody, streamingTrailer } from "./receive-body";
import type { S3Answer } from "./s3-answer";
import { S3Error } from "./s3-error";
import { readSmallBody, type S3Request } from "./s3-request";
import { isPresigned, verifySignature } from "./signature";

export interface S3Context {
  readonly buckets: BucketList;
  readonly keys: KeyRing;
  readonly roles: readonly S3Role[];
  readonly guard: Guard;
  readonly regions: Readonly<Record<string, string>>;
  readonly kmsKeys: readonly string[];
  /** Where bodies lie until they are complete and checked. */
  readonly incoming: string;
  readonly now: () => number;
}

const maxKeyBytes = 1024;
const maxDocumentBytes = 8 * 1024 * 1024;
const unsigned = "UNSIGNED-PAYLOAD";

/** Answers a request, or throws an `S3Error`. */
export async function route(request: S3Request, context: S3Context): Promise<S3Answer> {
  if (request.bucket === "" && request.method === "POST") return answerSts(request, context);
  const payloadHash = readPayloadHash(request);
  const { accessKeyId, region } = verifySignature(request, payloadHash, context.keys, context.now());
  const ask: Ask = ({ action, key }) => {
    const roleArn = context.keys.roleOf(accessKeyId);
    const refusal = context.guard({ action, key, bucket: request.bucket, accessKeyId, roleArn });
    if (refusal) throw refusal;
  };
  checkRegion(request.bucket, region, context.regions);
  for (const want of listWants(request)) ask(want);
  checkKmsKey(request, context.kmsKeys);
  if (request.bucket === "") {
    if (request.method !== "GET") throw notAllowed();
    return listBuckets(context.buckets);
  }
  if (Buffer.byteLength(request.key) > maxKeyBytes) throw new S3Error(400, "KeyTooLongError", "The key is too long.");
  return request.key === ""
    ? routeBucket(request, context, payloadHash, ask)
    : routeObject(request, context, payloadHash);
}

type Ask = (want: Pick<S3Access, "action" | "key">) => void;

/** A signature is for one region: a bucket that is elsewhere says where. */
function checkRegion(bucket: string, region: string, regions: Readonly<Record<string, string>>): void {
  const actual = regions[bucket];
  if (actual === undefined || actual === region) return;
  const message = `The authorization header is malformed; the region '${region}' is wrong; expecting '${actual}'`;
  throw new S3Error(400, "AuthorizationHeaderMalformed", message, { Region: actual });
}

function checkKmsKey(request: S3Request, kmsKeys: readonly string[]): void {
  const id = request.header("x-amz-server-side-encryption-aws-kms-key-id");
  if (id === undefined || kmsKeys.includes(id)) return;
  throw new S3Error(400, "KMS.NotFoundException", `Key '${id}' does not exist`);
}

/** STS signs the body's hash without naming it in a header. */
async function answerSts(request: S3Request, { keys, roles, now }: S3Context): Promise<S3Answer> {
  const body = await readSmallBody(request, 64 * 1024);
  try {
    verifySignature(request, createHash("sha256").update(body).digest("hex"), keys, now());
  } catch (thrown) {
    if (thrown instanceof S3Error) return describeStsError(thrown);
    throw thrown;
  }
  return assumeRole(new URLSearchParams(body.toString()), roles, keys);
}

async function routeBucket(request: S3Request, context: S3Context, payloadHash: string, ask: Ask): Promise<S3Answer> {
  const { method, query, bucket } = request;
  const readDocument = () => readCheckedDocument(request, context, payloadHash);
  if (query.has("lifecycle")) {
    const folder = context.buckets.folderOf(bucket);
    if (method === "PUT") return putLifecycle(folder, await readDocument());
    if (method === "GET") return getLifecycle(folder);
    throw notAllowed();
  }
  if (method === "PUT") {
    context.buckets.create(bucket);
    return { status: 200, headers: { location: `/${bucket}` } };
  }
  const folder = context.buckets.open(bucket);
  if (method === "POST" && query.has("delete")) return deleteObjects(folder, await readDocument(), ask);
  if (method === "GET" && query.has("uploads")) {
    return new MultipartUploads(context.buckets.folderOf(bucket)).list(request);
  }
  if (method === "GET") return listObjects(request, folder);
  if (method === "HEAD") return { status: 200 };
  if (method !== "DELETE") throw notAllowed();
  await context.buckets.delete(bucket);
  return { status: 204 };
}

async function routeObject(request: S3Request, context: S3Context, payloadHash: string): Promise<S3Answer> {
  const { method, query, bucket } = request;
  const folder = context.buckets.open(bucket);
  if (query.has("uploads") || query.has("uploadId")) return routeMultipart(request, context, payloadHash);
  if (query.has("tagging")) {
    if (method === "GET") return getTags(request, folder);
    throw new S3Error(501, "NotImplemented", "Tags can be set only with the object itself.");
  }
  if (method === "GET" || method === "HEAD") return getObject(request, folder);
  if (method === "DELETE") {
    folder.deleteObject(request.key);
    return { status: 204 };
  }
  if (method !== "PUT") throw notAllowed();
  if (request.header("x-amz-copy-source") !== undefined) return copyObject(request, context.buckets, context.now());
  return receive(request, context, payloadHash, async (body) => putObject(request, folder, body, context.now()));
}

async function routeMultipart(request: S3Request, context: S3Context, payloadHash: string): Promise<S3Answer> {
  const { method, query, bucket } = request;
  const uploads = new MultipartUploads(context.buckets.folderOf(bucket));
  if (method === "POST" && query.has("uploads")) return uploads.create(request);
  if (method === "PUT") return receive(request, context, payloadHash, (body) => uploads.putPart(request, body));
  if (method === "DELETE") return uploads.abort(request);
  if (method !== "POST") throw notAllowed();
  const document = await readCheckedDocument(request, context, payloadHash);
  return uploads.complete(request, context.buckets.open(bucket), document, context.now());
}

/** Small documents are checked like objects. */
function readCheckedDocument(request: S3Request, context: S3Context, payloadHash: string): Promise<string> {
  return receive(request, context, payloadHash, async ({ file, size }) => {
    if (size > maxDocumentBytes) throw new S3Error(400, "MalformedXML", "The document is larger than it may be.");
    return readFile(file, "utf8");
  });
}

/** Hands the body over, and leaves no file behind unless it was taken away. */
async function receive<T>(
  request: S3Request,
  { incoming }: S3Context,
  payloadHash: string,
  take: (body: ReceivedBody) => Promise<T>,
): Promise<T> {
  const body = await receiveBody(request, payloadHash, incoming);
  try {
    return await take(body);
  } finally {
    await rm(body.file, { force: true });
  }
}

function readPayloadHash(request: S3Request): string {
  const hash = isPresigned(request) ? unsigned : (request.header("x-amz-content-sha256") ?? unsigned);
  if (/^[0-9a-f]{64}$/.test(hash) || hash === unsigned || hash === streamingTrailer) return hash;
  throw new S3Error(501, "NotImplemented", `Payloads signed as ${hash} are not supported here.`);
}

function notAllowed(): S3Error {
  return new S3Error(405, "MethodNotAllowed", "The method is not allowed against this resource.");
}
