import { once } from "node:events";
import { PassThrough } from "node:stream";
import { createGzip } from "node:zlib";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";

export interface ObjectUpload {
  /** Resolves when there is room for more. */
  write(content: string | Uint8Array): Promise<void>;
  /** Resolves, with the bytes stored, when the object exists. */
  close(): Promise<number>;
  /** Gives it up: no object is made, nothing stays behind. For a `catch` or `finally`: after `close` it does nothing. */
  abort(): Promise<void>;
}

type ObjectHead = Pick<
  PutObjectCommandInput,
  "ContentType" | "Metadata" | "ServerSideEncryption" | "SSEKMSKeyId" | "Tagging"
>;

interface OpenUpload {
  readonly client: S3Client;
  readonly target: { readonly Bucket: string; readonly Key: string };
  /** Content type, metadata, encryption, tags. */
  readonly head: ObjectHead;
  readonly isCompressed: boolean;
  /** Translates what S3 throws. */
  readonly attempt: <T>(work: () => Promise<T>) => Promise<T>;
}

/** S3 wants at least 5 MiB, and takes 10,000 parts: this is good for 78 GiB. */
const partBytes = 8 * 1024 * 1024;

export function openUpload(options: OpenUpload): ObjectUpload {
  const input = options.isCompressed ? createGzip() : new PassThrough();
  const sending = options.attempt(() => sendParts(options, input));
  // Heard of by whoever writes or closes; until then it isn't unhandled. A writer must not wait for room in vain.
  sending.catch((thrown: unknown) => input.destroy(thrown instanceof Error ? thrown : new Error(String(thrown))));
  input.on("error", () => {});
  return {
    async write(content) {
      if (input.destroyed || input.writableEnded) {
        await sending;
        throw new Error(`The upload of ${options.target.Key} is closed.`);
      }
      if (!input.write(content)) await Promise.race([once(input, "drain"), sending]);
    },
    async close() {
      input.end();
      return sending;
    },
    async abort() {
      if (!input.writableFinished) input.destroy(new Error("The upload was given up."));
      await sending.catch(() => {});
    },
  };
}

async function sendParts(options: OpenUpload, input: AsyncIterable<Uint8Array>): Promise<number> {
  const parts = new Parts(options);
  try {
    let begun: Uint8Array[] = [];
    let begunBytes = 0;
    for await (const piece of input) {
      begun.push(piece);
      begunBytes += piece.length;
      if (begunBytes < partBytes) continue;
      await parts.send(Buffer.concat(begun));
      begun = [];
      begunBytes = 0;
    }
    return await parts.complete(Buffer.concat(begun));
  } catch (thrown) {
    await parts.abort();
    throw thrown;
  }
}

/** A multipart upload that begins with its second part: what fits into one is put at once. */
class Parts {
  readonly #client: S3Client;
  readonly #target: OpenUpload["target"];
  readonly #head: ObjectHead;
  readonly #sent: { PartNumber: number; ETag: string }[] = [];
  #uploadId: string | undefined;
  #bytes = 0;

  constructor({ client, target, head }: OpenUpload) {
    this.#client = client;
    this.#target = target;
    this.#head = head;
  }

  async send(part: Buffer): Promise<void> {
    if (this.#uploadId === undefined) {
      const created = await this.#client.send(new CreateMultipartUploadCommand({ ...this.#target, ...this.#head }));
      if (created.UploadId === undefined) throw new Error("The store began an upload without an id.");
      this.#uploadId = created.UploadId;
    }
    const PartNumber = this.#sent.length + 1;
    const { ETag } = await this.#client.send(
      new UploadPartCommand({ ...this.#target, UploadId: this.#uploadId, PartNumber, Body: part }),
    );
    if (ETag === undefined) throw new Error("The store took a part without naming its tag.");
    this.#sent.push({ PartNumber, ETag });
    this.#bytes += part.length;
  }

  async complete(rest: Buffer): Promise<number> {
    if (this.#uploadId === undefined) {
      await this.#client.send(new PutObjectCommand({ ...this.#target, ...this.#head, Body: rest }));
      return rest.length;
    }
    if (rest.length > 0) await this.send(rest);
    await this.#client.send(
      new CompleteMultipartUploadCommand({
        ...this.#target,
        UploadId: this.#uploadId,
        MultipartUpload: { Parts: this.#sent },
      }),
    );
    return this.#bytes;
  }

  /** Stores keep, and charge for, the parts of an upload that is never completed. */
  async abort(): Promise<void> {
    if (this.#uploadId === undefined) return;
    try {
      await this.#client.send(new AbortMultipartUploadCommand({ ...this.#target, UploadId: this.#uploadId }));
    } catch {
      // The store is failing, and the error that brought us here says so.
    }
  }
}
