import { type BucketFolder, compareKeys, readFacts } from "./bucket-folder";
import type { S3Answer } from "./s3-answer";
import { S3Error } from "./s3-error";
import type { S3Request } from "./s3-request";
import { parentElement, s3Namespace, textElement } from "./xml";

const maxPage = 1000;

/** ListObjectsV2. The continuation token is the last key, or common prefix, of the page before. */
export async function listObjects(request: S3Request, bucket: BucketFolder): Promise<S3Answer> {
  const { query } = request;
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter") ?? "";
  const limit = readLimit(query.get("max-keys"));
  const token = query.get("continuation-token");
  const after = token === null ? (query.get("start-after") ?? "") : Buffer.from(token, "base64url").toString();
  const encode = query.get("encoding-type") === "url" ? encodeURIComponent : (text: string) => text;

  const contents: string[] = [];
  const commonPrefixes: string[] = [];
  let last = after;
  let isTruncated = false;
  for await (const { key, file } of bucket.listKeys(prefix, after)) {
    const common = commonPrefixOf(key, prefix, delimiter);
    // All keys below a common prefix are told by that prefix, once; maybe on the page before.
    if (common !== null && (common === last || (token !== null && compareKeys(common, after) <= 0))) continue;
    if (contents.length + commonPrefixes.length === limit) {
      isTruncated = limit > 0;
      break;
    }
    if (common === null) {
      const object = await readFacts(file);
      if (object === null) continue;
      contents.push(
        parentElement("Contents", [
          textElement("Key", encode(key)),
          textElement("LastModified", new Date(object.modifiedAt).toISOString()),
          textElement("ETag", `"${object.etag}"`),
          textElement("Size", object.size),
          textElement("StorageClass", "STANDARD"),
        ]),
      );
    } else {
      commonPrefixes.push(parentElement("CommonPrefixes", [textElement("Prefix", encode(common))]));
    }
    last = common ?? key;
  }

  const children = [
    textElement("Name", request.bucket),
    textElement("Prefix", encode(prefix)),
    ...(delimiter === "" ? [] : [textElement("Delimiter", encode(delimiter))]),
    textElement("KeyCount", contents.length + commonPrefixes.length),
    textElement("MaxKeys", limit),
    textElement("IsTruncated", isTruncated),
    ...(isTruncated ? [textElement("NextContinuationToken", Buffer.from(last).toString("base64url"))] : []),
    ...contents,
    ...commonPrefixes,
  ];
  return { status: 200, xml: parentElement("ListBucketResult", children, s3Namespace) };
}

function readLimit(text: string | null): number {
  const limit = Number(text ?? maxPage);
  if (!Number.isInteger(limit) || limit < 0) throw new S3Error(400, "InvalidArgument", "max-keys must be a number.");
  return Math.min(limit, maxPage);
}

function commonPrefixOf(key: string, prefix: string, delimiter: string): string | null {
  if (delimiter === "") return null;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? null : key.slice(0, at + delimiter.length);
}
