import { promisify } from "node:util";
import { constants, gunzip, gzip } from "node:zlib";
import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { makeAttachmentHeader } from "./attachment-header";
import { type ObjectUpload, openUpload } from "./object-upload";
import { readObject } from "./read-object";
import { splitLines } from "./split-lines";
import { isRefusal, translateErrors, translatePieces } from "./storage-error";

export interface ObjectStoreSettings {
  /** Null for Amazon's own S3. */
  readonly endpoint: string | null;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** `https://host/bucket/key` instead of `https://bucket.host/key`. */
  readonly hasPathStyle: boolean;
  /** A folder of the bucket that all keys are below. */
  readonly prefix?: string;
}

export interface PutOptions {
  readonly contentType?: string;
}

export interface StoredKey {
  readonly key: string;
  readonly size: number;
  readonly modifiedAt: Date;
}

export interface SignDownload {
  /** What the browser saves it as; any characters. */
  readonly fileName: string;
  readonly expiresInSeconds: number;
  readonly contentType: string;
}

/**
 * A bucket of an S3-compatible store. What is put under a key that ends in `.gz` is stored compressed, and comes back
 * plain. All methods throw `AppError`: "not_found" for an object that isn't there, else "storage_failed" with the
 * operation and the bucket. Requests that S3 may have failed by chance are repeated, by the SDK.
 */
export interface ObjectStore {
  putText(key: string, text: string, options?: PutOptions): Promise<void>;
  putBytes(key: string, bytes: Uint8Array, options?: PutOptions): Promise<void>;
  /** False, and nothing written, if there is such an object; it may come from a lost try of the same call. */
  putOnce(key: string, content: string | Uint8Array, options?: PutOptions): Promise<boolean>;
  getText(key: string): Promise<string>;
  getBytes(key: string): Promise<Buffer>;
  /** The lines of a text, without their `\n`, in flat memory, however long the reader takes over each. */
  readLines(key: string): AsyncGenerator<string>;
  /** A new object of any size, written piece by piece in flat memory. It exists once it is closed. */
  openUpload(key: string, options?: PutOptions): ObjectUpload;
  /** All keys with the prefix, in the order of their bytes. */
  list(prefix: string): AsyncGenerator<StoredKey>;
  /** How many were deleted. The prefix must not be empty. */
  deletePrefix(prefix: string): Promise<number>;
  /** A URL by which anybody can download the object until it expires, as it is stored. */
  signDownload(key: string, download: SignDownload): Promise<string>;
  /** Creates the bucket if it isn't there. */
  ensureBucket(): Promise<void>;
  /** Closes idle connections. */
  close(): void;
}

const maxDeletedAtOnce = 1000;

// On threads of their own. A plan's files are read once and soon gone: what is quick beats what is small.
const decompress = promisify(gunzip);
const compress = (plain: Uint8Array) => promisify(gzip)(plain, { level: constants.Z_BEST_SPEED });

export function createObjectStore(settings: ObjectStoreSettings): ObjectStore {
  const client = makeClient(settings);
  const { bucket } = settings;
  const folder = settings.prefix ? `${settings.prefix.replace(/^\/+|\/+$/g, "")}/` : "";
  const at = (key: string) => ({ Bucket: bucket, Key: folder + key });
  const attempt = <T>(operation: string, work: () => Promise<T>) => translateErrors(settings, operation, work);

  async function put(key: string, content: string | Uint8Array, { contentType }: PutOptions, isNew: boolean) {
    const plain = typeof content === "string" ? Buffer.from(content) : content;
    await client.send(
      new PutObjectCommand({
        ...at(key),
        Body: isCompressed(key) ? await compress(plain) : plain,
        ...(contentType === undefined ? {} : { ContentType: contentType }),
        ...(isNew ? { IfNoneMatch: "*" } : {}),
      }),
    );
  }

  async function getBytes(key: string): Promise<Buffer> {
    return attempt(`read ${key}`, async () => {
      const answer = await client.send(new GetObjectCommand(at(key)));
      const stored = await answer.Body?.transformToByteArray();
      return isCompressed(key) ? await decompress(stored ?? "") : Buffer.from(stored ?? []);
    });
  }

  async function* list(prefix: string): AsyncGenerator<StoredKey> {
    let token: string | undefined;
    do {
      const page = await attempt(`list ${prefix}`, () =>
        client.send(
          new ListObjectsV2Command({
            Bucket: bucket,
            Prefix: folder + prefix,
            ...(token === undefined ? {} : { ContinuationToken: token }),
          }),
        ),
      );
      for (const { Key = "", Size = 0, LastModified = new Date(0) } of page.Contents ?? []) {
        yield { key: Key.slice(folder.length), size: Size, modifiedAt: LastModified };
      }
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
  }

  async function deleteKeys(keys: readonly string[]): Promise<void> {
    const { Errors: refused = [] } = await client.send(
      new DeleteObjectsCommand({
        Bucket: bucket,
        Delete: { Quiet: true, Objects: keys.map((key) => ({ Key: folder + key })) },
      }),
    );
    if (refused[0]) throw Object.assign(new Error(`${refused.length} were not deleted.`), { name: refused[0].Code });
  }

  return {
    putText: (key, text, options = {}) => attempt(`write ${key}`, () => put(key, text, options, false)),
    putBytes: (key, bytes, options = {}) => attempt(`write ${key}`, () => put(key, bytes, options, false)),
    putOnce: (key, content, options = {}) =>
      attempt(`write ${key}`, async () => {
        try {
          await put(key, content, options, true);
          return true;
        } catch (thrown) {
          if (isRefusal(thrown, "PreconditionFailed")) return false;
          throw thrown;
        }
      }),
    getBytes,
    getText: async (key) => (await getBytes(key)).toString(),
    async *readLines(key) {
      const pieces = readObject({ client, target: at(key), isCompressed: isCompressed(key) });
      yield* splitLines(translatePieces(settings, `read ${key}`, pieces));
    },
    openUpload: (key, { contentType } = {}) =>
      openUpload({
        client,
        target: at(key),
        contentType,
        isCompressed: isCompressed(key),
        attempt: (work) => attempt(`write ${key}`, work),
      }),
    list,
    async deletePrefix(prefix) {
      if (prefix === "") throw new Error("Deleting everything takes more than an empty prefix.");
      let deleted = 0;
      let keys: string[] = [];
      const flush = async () => {
        if (keys.length > 0) await attempt(`delete below ${prefix}`, () => deleteKeys(keys));
        deleted += keys.length;
        keys = [];
      };
      for await (const { key } of list(prefix)) {
        keys.push(key);
        if (keys.length === maxDeletedAtOnce) await flush();
      }
      await flush();
      return deleted;
    },
    signDownload: (key, { fileName, expiresInSeconds, contentType }) =>
      attempt(`sign a download of ${key}`, () =>
        getSignedUrl(
          client,
          new GetObjectCommand({
            ...at(key),
            ResponseContentDisposition: makeAttachmentHeader(fileName),
            ResponseContentType: contentType,
          }),
          { expiresIn: expiresInSeconds },
        ),
      ),
    ensureBucket: () => attempt("create the bucket", () => ensureBucket(client, bucket)),
    close: () => client.destroy(),
  };
}

function makeClient({ endpoint, region, accessKeyId, secretAccessKey, hasPathStyle }: ObjectStoreSettings): S3Client {
  return new S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: hasPathStyle,
    maxAttempts: 4,
    // The time to the first byte of the answer, so it covers an upload's part, but not a download's body.
    requestHandler: { connectionTimeout: 10_000, requestTimeout: 120_000, throwOnRequestTimeout: true },
    // Several S3-compatible stores refuse, or store, the checksums that Amazon's S3 takes by default.
    ...(endpoint === null
      ? {}
      : { endpoint, requestChecksumCalculation: "WHEN_REQUIRED", responseChecksumValidation: "WHEN_REQUIRED" }),
  });
}

async function ensureBucket(client: S3Client, bucket: string): Promise<void> {
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }));
    return;
  } catch (thrown) {
    if (!isRefusal(thrown, "NotFound")) throw thrown;
  }
  try {
    await client.send(new CreateBucketCommand({ Bucket: bucket })); // the SDK adds the region where Amazon wants it
  } catch (thrown) {
    if (!isRefusal(thrown, "BucketAlreadyOwnedByYou")) throw thrown; // another process was faster
  }
}

function isCompressed(key: string): boolean {
  return key.endsWith(".gz");
}
