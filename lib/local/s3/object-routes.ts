import type { BucketFolder, Precondition, StoredObject } from "./bucket-folder";
import type { BucketList } from "./bucket-list";
import type { ReceivedBody } from "./receive-body";
import type { S3Answer } from "./s3-answer";
import { S3Error } from "./s3-error";
import { decode, type S3Request } from "./s3-request";
import { parentElement, s3Namespace, textElement } from "./xml";

const keptHeaders = [
  "content-type",
  "content-disposition",
  "content-encoding",
  "content-language",
  "cache-control",
  "expires",
  "x-amz-server-side-encryption",
  "x-amz-server-side-encryption-aws-kms-key-id",
];

export function putObject(request: S3Request, bucket: BucketFolder, body: ReceivedBody, now: number): S3Answer {
  bucket.putObject(
    request.key,
    body.file,
    {
      size: body.size,
      etag: body.md5,
      modifiedAt: now,
      headers: readKeptHeaders(request),
      checksums: body.checksums,
      tags: request.header("x-amz-tagging") ?? "",
    },
    { precondition: readPrecondition(request) },
  );
  const headers = readKeptHeaders(request);
  const encryption = Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.startsWith("x-amz-server-side")),
  );
  return { status: 200, headers: { etag: `"${body.md5}"`, ...body.checksums, ...encryption } };
}

export async function copyObject(request: S3Request, buckets: BucketList, now: number): Promise<S3Answer> {
  const source = decode(request.header("x-amz-copy-source") ?? "").replace(/^\//, "");
  const slashAt = source.indexOf("/");
  if (slashAt < 1) throw new S3Error(400, "InvalidArgument", "The copy source must be a bucket and a key.");
  const from = buckets.open(source.slice(0, slashAt));
  const { object, bytes } = await from.openObject(source.slice(slashAt + 1));
  await bytes.close();
  const replaces = request.header("x-amz-metadata-directive") === "REPLACE";
  const { dataFile: _, ...facts } = object;
  buckets
    .open(request.bucket)
    .putObject(
      request.key,
      from.dataFileOf(object),
      { ...facts, modifiedAt: now, headers: replaces ? readKeptHeaders(request) : facts.headers },
      { precondition: readPrecondition(request), isShared: true },
    );
  const children = [textElement("ETag", `"${object.etag}"`), textElement("LastModified", new Date(now).toISOString())];
  return { status: 200, xml: parentElement("CopyObjectResult", children, s3Namespace) };
}

export async function getObject(request: S3Request, bucket: BucketFolder): Promise<S3Answer> {
  const { object, bytes } = await bucket.openObject(request.key);
  try {
    const { mustHaveEtag } = readPrecondition(request);
    if (mustHaveEtag !== null && mustHaveEtag !== object.etag) {
      throw new S3Error(412, "PreconditionFailed", "The object is no longer the one that was asked for.");
    }
    const range = readRange(request.header("range"), object.size);
    const { start, end } = range ?? { start: 0, end: object.size - 1 };
    return {
      status: range ? 206 : 200,
      headers: {
        ...describeObject(request, object),
        "content-length": String(end - start + 1),
        ...(range
          ? { "content-range": `bytes ${start}-${end}/${object.size}` }
          : request.header("x-amz-checksum-mode") === "ENABLED" && object.checksums),
      },
      bytes: { handle: bytes, start, end },
    };
  } catch (thrown) {
    await bytes.close();
    throw thrown;
  }
}

export async function getTags(request: S3Request, bucket: BucketFolder): Promise<S3Answer> {
  const { tags } = await bucket.readObject(request.key);
  const set = [...new URLSearchParams(tags)].map(([name, value]) =>
    parentElement("Tag", [textElement("Key", name), textElement("Value", value)]),
  );
  return { status: 200, xml: parentElement("Tagging", [parentElement("TagSet", set)], s3Namespace) };
}

export function readPrecondition(request: S3Request): Precondition {
  const etag = request.header("if-match");
  return {
    mustBeNew: request.header("if-none-match") === "*",
    mustHaveEtag: etag === undefined ? null : etag.replaceAll('"', ""),
  };
}

export function readKeptHeaders(request: S3Request): Record<string, string> {
  const kept: Record<string, string> = { "content-type": "binary/octet-stream" };
  for (const name of request.headerNames) {
    const value = request.header(name) ?? "";
    if (name === "content-encoding") {
      // `aws-chunked` is about the transport, not about the object.
      const encodings = value.split(",").map((encoding) => encoding.trim());
      const own = encodings.filter((encoding) => encoding !== "aws-chunked" && encoding !== "");
      if (own.length > 0) kept[name] = own.join(",");
    } else if (keptHeaders.includes(name) || name.startsWith("x-amz-meta-")) {
      kept[name] = value;
    }
  }
  return kept;
}

function describeObject({ query }: S3Request, object: StoredObject): Record<string, string> {
  const headers: Record<string, string> = {
    ...object.headers,
    etag: `"${object.etag}"`,
    "last-modified": new Date(object.modifiedAt).toUTCString(),
    "accept-ranges": "bytes",
    ...(object.tags === "" ? {} : { "x-amz-tagging-count": String(new URLSearchParams(object.tags).size) }),
  };
  for (const name of keptHeaders) {
    const wanted = name.startsWith("x-amz-") ? null : query.get(`response-${name}`);
    if (wanted !== null) headers[name] = wanted;
  }
  return headers;
}

/** Null where the whole object is wanted, or the header says something that S3 ignores. */
function readRange(header: string | undefined, size: number): { start: number; end: number } | null {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return null;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(size - 1, Number(last));
  if (start > end) throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable.");
  return { start, end };
}
