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

/** Each key is deleted for itself: those that may not be are named in the answer. */
export function deleteObjects(
  bucket: BucketFolder,
  document: string,
  ask: (want: { action: string; key: string }) => void,
): S3Answer {
  const keys = readElements(document, "Key");
  if (keys.length === 0 || keys.length > maxDeletedAtOnce) {
    throw new S3Error(400, "MalformedXML", "Between 1 and 1000 keys can be deleted at once.");
  }
  const isQuiet = readElements(document, "Quiet")[0] === "true";
  const results = keys.flatMap((key) => {
    const refusal = findRefusal(() => ask({ action: "s3:DeleteObject", key }));
    if (refusal) {
      const children = [
        textElement("Key", key),
        textElement("Code", refusal.code),
        textElement("Message", refusal.message),
      ];
      return [parentElement("Error", children)];
    }
    bucket.deleteObject(key);
    return isQuiet ? [] : [parentElement("Deleted", [textElement("Key", key)])];
  });
  return { status: 200, xml: parentElement("DeleteResult", results, s3Namespace) };
}

function findRefusal(work: () => void): S3Error | null {
  try {
    work();
    return null;
  } catch (thrown) {
    // A store that is busy, or failing, refuses the request as a whole.
    if (thrown instanceof S3Error && thrown.status === 403) return thrown;
    throw thrown;
  }
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
