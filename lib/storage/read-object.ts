import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";

interface ReadObject {
  readonly client: S3Client;
  readonly target: { readonly Bucket: string; readonly Key: string };
  readonly isCompressed: boolean;
}

const maxResumes = 5;

/** The plain bytes of an object, as fast as they are asked for. */
export function readObject({ client, target, isCompressed }: ReadObject): AsyncGenerator<Uint8Array> {
  const stored = readStored(client, target);
  return isCompressed ? unzip(stored) : stored;
}

/**
 * A reader that takes its time keeps the connection idle, and stores cut idle connections: then it goes on from where
 * it was, on a new one, as long as the object is still the same.
 */
async function* readStored(client: S3Client, target: ReadObject["target"]): AsyncGenerator<Uint8Array> {
  let offset = 0;
  let etag: string | undefined;
  let size: number | undefined;
  for (let resumesLeft = maxResumes; ; resumesLeft--) {
    const isResumed = offset > 0 && etag !== undefined;
    const answer = await client.send(
      new GetObjectCommand({ ...target, ...(isResumed ? { Range: `bytes=${offset}-`, IfMatch: etag } : {}) }),
    );
    if (!(answer.Body instanceof Readable)) throw new Error("The store answered without a body.");
    etag ??= answer.ETag;
    size ??= answer.ContentLength;
    try {
      for await (const piece of answer.Body as AsyncIterable<Uint8Array>) {
        yield piece;
        offset += piece.length;
        resumesLeft = maxResumes;
      }
      return;
    } catch (thrown) {
      if (resumesLeft === 0 || etag === undefined || size === undefined || offset >= size) throw thrown;
    }
  }
}

async function* unzip(stored: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  // Its failure reaches us through `gunzip`, which it destroys.
  const feeding = pipeline(stored, gunzip).catch(() => {});
  try {
    yield* gunzip as AsyncIterable<Uint8Array>;
  } finally {
    gunzip.destroy();
    await feeding;
  }
}
