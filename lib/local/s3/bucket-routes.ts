import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { BucketFolder } from "./bucket-folder";
import type { BucketList } from "./bucket-list";
import type { S3Answer } from "./s3-answer";
import { S3Error } from "./s3-error";
import { parentElement, readElements, s3Namespace, textElement } from "./xml";

const maxDeletedAtOnce = 1000;

export function listBuckets(buckets: BucketList): S3Answer {
  const found = buckets
    .names()
    .map((name) =>
      parentElement("Bucket", [textElement("Name", name), textElement("CreationDate", new Date(0).toISOString())]),
    );
  return {
    status: 200,
    xml: parentElement("ListAllMyBucketsResult", [parentElement("Buckets", found)], s3Namespace),
  };
}

export function deleteObjects(bucket: BucketFolder, document: string): S3Answer {
  const keys = readElements(document, "Key");
  if (keys.length === 0 || keys.length > maxDeletedAtOnce) {
    throw new S3Error(400, "MalformedXML", "Between 1 and 1000 keys can be deleted at once.");
  }
  for (const key of keys) bucket.deleteObject(key);
  const isQuiet = readElements(document, "Quiet")[0] === "true";
  const deleted = isQuiet ? [] : keys.map((key) => parentElement("Deleted", [textElement("Key", key)]));
  return { status: 200, xml: parentElement("DeleteResult", deleted, s3Namespace) };
}

/** Rules of expiry are kept, and given back, but nothing here carries them out. */
export async function putLifecycle(bucketFolder: string, document: string): Promise<S3Answer> {
  await writeFile(path.join(bucketFolder, "lifecycle.xml"), document.replace(/^\s*<\?xml.*?\?>/, ""));
  return { status: 200 };
}

export async function getLifecycle(bucketFolder: string): Promise<S3Answer> {
  const xml = await readFile(path.join(bucketFolder, "lifecycle.xml"), "utf8").catch(() => {
    throw new S3Error(404, "NoSuchLifecycleConfiguration", "The bucket has no lifecycle configuration.");
  });
  return { status: 200, xml };
}
