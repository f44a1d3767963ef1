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
import type { CredentialProvider } from "./credentials";
import { type ObjectUpload, openUpload } from "./object-upload";
import { readObject } from "./read-object";
import { renewEndedSessions } from "./renew-ended-sessions";
import { splitLines } from "./split-lines";
import { isRefusal, type Operation, type S3Permission, translateErrors, translatePieces } from "./storage-error";

export interface StorePlace {
  /** Null for Amazon's own S3. */
  readonly endpoint: string | null;
  readonly region: string;
  readonly bucket: string;
  /** `https://host/bucket/key` instead of `https://bucket.host/key`. */
  readonly hasPathStyle: boolean;
  /** A folder of the bucket that all keys are below. */
  readonly prefix?: string;
  /** What the SDK computes and checks; `auto` is what Amazon takes by default, and with an endpoint only what S3 requires. */
  readonly checksums?: "auto" | "required" | "supported";
  /** Asked of the store for every object; without it the bucket does as it does. */
  readonly encryption?: { readonly kind: "s3" } | { readonly kind: "kms"; readonly keyId: string };
  /** Of every object. */
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
  /** How long is waited for an answer, and how often it is tried. */
  readonly patience?: { readonly requestTimeoutMs: number; readonly attempts: number };
}

export type ObjectStoreSettings = StorePlace &
  ({ readonly accessKeyId: string; readonly secretAccessKey: string } | { readonly credentials: CredentialProvider });

export interface PutOptions {
  readonly contentType?: string;
  /** Kept with the object; ASCII. */
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface StoredKey {
  readonly key: string;
  readonly size: number;
  readonly modifiedAt: Date;
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
  /** The same bucket, by the same client, seen from one of its folders. */
  below(folder: string): ObjectStore;
  /** All keys with the prefix, in the order of their bytes. */
  list(prefix: string): AsyncGenerator<StoredKey>;
  /** How many were deleted. The prefix must not be empty. */
  deletePrefix(prefix: string): Promise<number>;
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
  return openFolder(settings, makeClient(settings));
}

/** What a policy has to name is the folder that the bucket was given with, whichever of its folders is looked at. */
function openFolder(
  settings: ObjectStoreSettings,
  client: S3Client,
  grantedFolder = readFolder(settings),
): ObjectStore {
  const { bucket } = settings;
  const folder = readFolder(settings);
  const at = (key: string) => ({ Bucket: bucket, Key: folder + key });
  const place = { endpoint: settings.endpoint, bucket, folder: grantedFolder };
  const attempt = <T>(operation: Operation, work: () => Promise<T>) => translateErrors(place, operation, work);
  const common = readCommonHeaders(settings);

  async function put(key: string, content: string | Uint8Array, { contentType, metadata }: PutOptions, isNew: boolean) {
    const plain = typeof content === "string" ? Buffer.from(content) : content;
    await client.send(
      new PutObjectCommand({
        ...at(key),
        ...common,
        Body: isCompressed(key) ? await compress(plain) : plain,
        ...(contentType === undefined ? {} : { ContentType: contentType }),
        ...(metadata === undefined ? {} : { Metadata: { ...metadata } }),
        ...(isNew ? { IfNoneMatch: "*" } : {}),
      }),
    );
  }

  async function getBytes(key: string): Promise<Buffer> {
    return attempt(reading(key), async () => {
      const answer = await client.send(new GetObjectCommand(at(key)));
      const stored = await answer.Body?.transformToByteArray();
      return isCompressed(key) ? await decompress(stored ?? "") : Buffer.from(stored ?? []);
    });
  }

  async function* list(prefix: string): AsyncGenerator<StoredKey> {
    let token: string | undefined;
    do {
      const page = await attempt(listing(prefix), () =>
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
    putText: (key, text, options = {}) => attempt(writing(key), () => put(key, text, options, false)),
    putBytes: (key, bytes, options = {}) => attempt(writing(key), () => put(key, bytes, options, false)),
    putOnce: (key, content, options = {}) =>
      attempt(writing(key), async () => {
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
      yield* splitLines(translatePieces(place, reading(key), pieces));
    },
    openUpload: (key, { contentType, metadata } = {}) =>
      openUpload({
        client,
        target: at(key),
        head: {
          ...common,
          ...(contentType === undefined ? {} : { ContentType: contentType }),
          ...(metadata === undefined ? {} : { Metadata: { ...metadata } }),
        },
        isCompressed: isCompressed(key),
        attempt: (work) => attempt(writing(key), work),
      }),
    below: (name) => openFolder({ ...settings, prefix: folder + name }, client, grantedFolder),
    list,
    async deletePrefix(prefix) {
      if (prefix === "") throw new Error("Deleting everything takes more than an empty prefix.");
      let deleted = 0;
      let keys: string[] = [];
      const flush = async () => {
        if (keys.length > 0) await attempt(deleting(prefix), () => deleteKeys(keys));
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
    ensureBucket: () =>
      attempt({ name: "create the bucket", permission: "s3:CreateBucket" }, () => ensureBucket(client, bucket)),
    close: () => client.destroy(),
  };
}

/** What is to be allowed for it, said where it isn't. */
const does = (verb: string, permission: S3Permission) => (key: string) => ({ name: `${verb} ${key}`, permission });
const reading = does("read", "s3:GetObject");
const writing = does("write", "s3:PutObject");
const listing = does("list", "s3:ListBucket");
const deleting = does("delete below", "s3:DeleteObject");

export function makeClient(settings: ObjectStoreSettings): S3Client {
  const { endpoint, region, hasPathStyle, checksums = "auto" } = settings;
  const { requestTimeoutMs, attempts } = settings.patience ?? { requestTimeoutMs: 120_000, attempts: 4 };
  // Several S3-compatible stores refuse, or store, the checksums that Amazon's S3 takes by default.
  const isRequiredOnly = checksums === "required" || (checksums === "auto" && endpoint !== null);
  const checksumMode = isRequiredOnly ? "WHEN_REQUIRED" : "WHEN_SUPPORTED";
  const client = new S3Client({
    region,
    credentials:
      "credentials" in settings
        ? settings.credentials
        : { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
    forcePathStyle: hasPathStyle,
    maxAttempts: attempts,
    // The time to the first byte of the answer, so it covers an upload's part, but not a download's body.
    requestHandler: { connectionTimeout: 10_000, requestTimeout: requestTimeoutMs, throwOnRequestTimeout: true },
    requestChecksumCalculation: checksumMode,
    responseChecksumValidation: checksumMode,
    ...(endpoint === null ? {} : { endpoint }),
  });
  renewEndedSessions(client);
  return client;
}

/** What is asked for every object that is written. */
export function readCommonHeaders({ encryption, tags = [] }: ObjectStoreSettings): CommonHeaders {
  return {
    ...(encryption?.kind === "s3" ? { ServerSideEncryption: "AES256" as const } : {}),
    ...(encryption?.kind === "kms" ? { ServerSideEncryption: "aws:kms" as const, SSEKMSKeyId: encryption.keyId } : {}),
    ...(tags.length === 0 ? {} : { Tagging: String(new URLSearchParams(tags.map(({ key, value }) => [key, value]))) }),
  };
}

export interface CommonHeaders {
  readonly ServerSideEncryption?: "AES256" | "aws:kms";
  readonly SSEKMSKeyId?: string;
  readonly Tagging?: string;
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

/** What stands before all keys. */
export function readFolder({ prefix }: ObjectStoreSettings): string {
  const name = prefix?.replace(/^\/+|\/+$/g, "");
  return name ? `${name}/` : "";
}

function isCompressed(key: string): boolean {
  return key.endsWith(".gz");
}
