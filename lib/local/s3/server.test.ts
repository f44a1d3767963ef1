import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { S3Access } from "./access";
import { S3Error } from "./s3-error";
import { startS3Server } from "./server";

const dir = mkdtempSync(path.join(tmpdir(), "sluice-s3-"));
const credentials = { accessKeyId: "KEY", secretAccessKey: "the secret" };
const server = await startS3Server({ dir, credentials: [credentials] });
const clients: S3Client[] = [];

function connect(options: S3ClientConfig = {}): S3Client {
  const client = new S3Client({
    endpoint: server.url,
    region: "eu-west-1",
    forcePathStyle: true,
    maxAttempts: 1,
    credentials,
    ...options,
  });
  clients.push(client);
  return client;
}

afterAll(async () => {
  for (const client of clients) client.destroy();
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

const s3 = connect(); // with the SDK's default checksums, as Amazon takes them
let Bucket: string;

beforeEach(async () => {
  Bucket = `bucket-${randomBytes(4).toString("hex")}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
});

async function put(Key: string, Body: string | Buffer = Key): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
}

async function get(Key: string, client = s3): Promise<Buffer> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

describe("buckets", () => {
  test("are made once, found, listed, and deleted when they are empty", async () => {
    await expect(s3.send(new CreateBucketCommand({ Bucket }))).rejects.toThrow(/exists, and is yours/);
    await s3.send(new HeadBucketCommand({ Bucket }));
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name)).toContain(Bucket);
    await put("x");
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({ name: "BucketNotEmpty" });
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "x" }));
    await s3.send(new DeleteBucketCommand({ Bucket }));
    await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({ name: "NotFound" });
  });

  test("keep their lifecycle rules", async () => {
    await expect(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).rejects.toMatchObject({
      name: "NoSuchLifecycleConfiguration",
    });
    const rule = { ID: "old", Status: "Enabled", Filter: { Prefix: "tmp/" }, Expiration: { Days: 1 } } as const;
    await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules: [rule] } }));
    const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(Rules).toEqual([rule]);
  });
});

describe("objects", () => {
  test("come back with their type, disposition, encoding, metadata and tags", async () => {
    const facts = {
      ContentType: "text/csv",
      ContentDisposition: "attachment",
      ContentEncoding: "identity",
      Metadata: { run: "7" },
    };
    await s3.send(new PutObjectCommand({ Bucket, Key: "x", Body: "hello", Tagging: "a=b&c=d%20e", ...facts }));
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: "x" }));
    expect(head).toMatchObject({
      ...facts,
      ContentLength: 5,
      ETag: `"${createHash("md5").update("hello").digest("hex")}"`,
    });
    const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key: "x" }));
    expect(TagSet).toEqual([
      { Key: "a", Value: "b" },
      { Key: "c", Value: "d e" },
    ]);
  });

  test.each(["WHEN_SUPPORTED", "WHEN_REQUIRED"] as const)(
    "arrive whole from strings, buffers and streams, with checksums %s",
    async (mode) => {
      const client = connect({ requestChecksumCalculation: mode, responseChecksumValidation: mode });
      const bytes = randomBytes(300_000);
      const Body = Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)]);
      await client.send(new PutObjectCommand({ Bucket, Key: "stream", Body, ContentLength: bytes.length }));
      expect((await get("stream", client)).equals(bytes)).toBe(true);
      await client.send(new PutObjectCommand({ Bucket, Key: "text", Body: "grüße" }));
      expect((await get("text", client)).toString()).toBe("grüße");
      await client.send(new PutObjectCommand({ Bucket, Key: "empty", Body: Buffer.alloc(0) }));
      expect(await get("empty", client)).toHaveLength(0);
    },
  );

  test.each(["CRC32", "CRC32C", "SHA1", "SHA256"] as const)("are checked by %s both ways", async (algorithm) => {
    const Body = "x".repeat(1000);
    await s3.send(new PutObjectCommand({ Bucket, Key: "x", Body, ChecksumAlgorithm: algorithm }));
    const answer = await s3.send(new GetObjectCommand({ Bucket, Key: "x", ChecksumMode: "ENABLED" }));
    expect(answer[`Checksum${algorithm}`]).toMatch(/=$/);
    expect(await answer.Body?.transformToString()).toBe(Body);
  });

  test.each([
    ["ContentMD5", Buffer.alloc(16).toString("base64")],
    ["ChecksumSHA256", Buffer.alloc(32).toString("base64")],
    ["ChecksumCRC32", "AAAAAA=="],
  ])("with a wrong %s are refused, and nothing is kept", async (name, value) => {
    const command = new PutObjectCommand({ Bucket, Key: "x", Body: "hello", [name]: value });
    await expect(s3.send(command)).rejects.toMatchObject({ name: "BadDigest" });
    await expect(get("x")).rejects.toMatchObject({ name: "NoSuchKey" });
    expect(readdirSync(path.join(dir, "incoming"))).toEqual([]);
  });

  test("are read in part", async () => {
    await put("x", "0123456789");
    const read = async (Range: string) => {
      const { Body, ContentRange } = await s3.send(new GetObjectCommand({ Bucket, Key: "x", Range }));
      return [await Body?.transformToString(), ContentRange];
    };
    expect(await read("bytes=1-3")).toEqual(["123", "bytes 1-3/10"]);
    expect(await read("bytes=7-")).toEqual(["789", "bytes 7-9/10"]);
    expect(await read("bytes=-2")).toEqual(["89", "bytes 8-9/10"]);
    await expect(read("bytes=10-")).rejects.toMatchObject({ name: "InvalidRange" });
  });

  test("that are missing are told apart from missing buckets", async () => {
    await expect(get("nowhere")).rejects.toMatchObject({ name: "NoSuchKey" });
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: "nowhere" }))).rejects.toMatchObject({
      name: "NotFound",
    });
    await expect(s3.send(new GetObjectCommand({ Bucket: "no-such-bucket", Key: "x" }))).rejects.toMatchObject({
      name: "NoSuchBucket",
    });
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "nowhere" })); // deleting is idempotent
  });

  test("are written under a condition only while it holds", async () => {
    const { ETag = "" } = await s3.send(new PutObjectCommand({ Bucket, Key: "x", Body: "1", IfNoneMatch: "*" }));
    const refused = { name: "PreconditionFailed", $metadata: { httpStatusCode: 412 } };
    const write = (condition: { IfNoneMatch: string } | { IfMatch: string }) =>
      s3.send(new PutObjectCommand({ Bucket, Key: "x", Body: "2", ...condition }));
    await expect(write({ IfNoneMatch: "*" })).rejects.toMatchObject(refused);
    await expect(write({ IfMatch: '"other"' })).rejects.toMatchObject(refused);
    expect((await get("x")).toString()).toBe("1");
    await write({ IfMatch: ETag });
    expect((await get("x")).toString()).toBe("2");
  });

  test("are copied, and the copy outlives the original", async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: "söurce +1", Body: "hello", ContentType: "text/csv" }));
    await s3.send(
      new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/${encodeURIComponent("söurce +1")}` }),
    );
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "söurce +1" }));
    expect((await get("copy")).toString()).toBe("hello");
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: "copy" }))).toMatchObject({ ContentType: "text/csv" });
  });

  test("are deleted many at once, whatever their keys", async () => {
    const keys = ["plain", "<&>\"'", "line\nbreak\r", "ü 😀"];
    for (const key of keys) await put(key);
    const Objects = [...keys, "nowhere"].map((Key) => ({ Key }));
    const { Deleted = [], Errors = [] } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect([Deleted.length, Errors.length]).toEqual([5, 0]);
    expect((await s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  });

  test.each([
    "sp ace/ü+&=%25.txt",
    "q'uote(1)!*.csv",
    "a//b",
    "ends/",
    "../../escape",
    "a/../b",
    "%2e%2e/x",
    '~!@#$^;:?,[]{}|`\\"<>',
    "CaSe",
    "日本語".repeat(60),
  ])("may have the key %s", async (key) => {
    await put(key, "mine");
    expect((await get(key)).toString()).toBe("mine");
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents.map(({ Key }) => Key)).toEqual([key]);
    expect(readdirSync(dir).sort()).toEqual(["buckets", "incoming"]);
    expect(existsSync(path.join(dir, "../escape"))).toBe(false);
  });
});

describe("lists", () => {
  test("come in pages that miss nothing and repeat nothing", async () => {
    const keys = Array.from({ length: 25 }, (_, index) => `p/${index % 3}/f${String(index).padStart(2, "0")}`).sort();
    for (const key of [...keys, "other"]) await put(key);
    for (const MaxKeys of [1, 7, 10, 25, 26]) {
      const found: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "p/", MaxKeys, ContinuationToken }));
        found.push(...(page.Contents ?? []).map(({ Key = "" }) => Key));
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
      expect(found).toEqual(keys);
    }
  });

  test("fold what is below a delimiter, once over all pages", async () => {
    for (const key of ["a/1", "a/2", "b", "c/1", "c/d/2", "e"]) await put(key);
    const prefixes: string[] = [];
    const keys: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket, Delimiter: "/", MaxKeys: 1, ContinuationToken }));
      prefixes.push(...(page.CommonPrefixes ?? []).map(({ Prefix = "" }) => Prefix));
      keys.push(...(page.Contents ?? []).map(({ Key = "" }) => Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    expect({ prefixes, keys }).toEqual({ prefixes: ["a/", "c/"], keys: ["b", "e"] });
  });

  test("start after a key", async () => {
    for (const key of ["a", "b", "c"]) await put(key);
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, StartAfter: "a" }));
    expect(Contents.map(({ Key }) => Key)).toEqual(["b", "c"]);
  });
});

describe("what a store may answer besides", () => {
  const refusals: { current: ((access: S3Access) => S3Error | null) | null } = { current: null };
  const otherDir = mkdtempSync(path.join(tmpdir(), "sluice-s3-"));
  const starting = startS3Server({
    dir: otherDir,
    credentials: [credentials],
    regions: { "frankfurt-bucket": "eu-central-1" },
    kmsKeys: ["key-1"],
    guard: (access) => refusals.current?.(access) ?? null,
    now: () => Date.now() + 3_600_000,
  });
  afterAll(async () => {
    await (await starting).stop();
    rmSync(otherDir, { recursive: true, force: true });
  });
  const other = async (region = "eu-central-1") => connect({ endpoint: (await starting).url, region, maxAttempts: 3 });

  test("a bucket of another region says where it is, and a clock that is told is followed", async () => {
    const here = await other();
    await here.send(new CreateBucketCommand({ Bucket: "frankfurt-bucket" }));
    await expect(
      (await other("us-east-1")).send(new PutObjectCommand({ Bucket: "frankfurt-bucket", Key: "x" })),
    ).rejects.toMatchObject({
      name: "AuthorizationHeaderMalformed",
      Region: "eu-central-1",
    });
  });

  test("encryption and tags are shown with the object, and an unknown KMS key is refused", async () => {
    const here = await other();
    const object = { Bucket: "frankfurt-bucket", Key: "sealed" };
    const sealed = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: "key-1" } as const;
    const put = await here.send(new PutObjectCommand({ ...object, ...sealed, Tagging: "a=1&b=2", Body: "x" }));
    expect(put).toMatchObject(sealed);
    expect(await here.send(new HeadObjectCommand(object))).toMatchObject({ ...sealed, TagCount: 2 });
    await expect(
      here.send(new PutObjectCommand({ ...object, ServerSideEncryption: "aws:kms", SSEKMSKeyId: "key-2", Body: "x" })),
    ).rejects.toMatchObject({ name: "KMS.NotFoundException" });
  });

  test("what the guard refuses isn't done, key by key where several are deleted", async () => {
    const here = await other();
    const Bucket = "frankfurt-bucket";
    for (const Key of ["mine/a", "theirs/b"]) await here.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
    refusals.current = ({ key }) =>
      key.startsWith("theirs/") ? new S3Error(403, "AccessDenied", "Access Denied") : null;
    await expect(here.send(new GetObjectCommand({ Bucket, Key: "theirs/b" }))).rejects.toMatchObject({
      name: "AccessDenied",
    });
    const { Errors } = await here.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "mine/a" }, { Key: "theirs/b" }] } }),
    );
    expect(Errors).toMatchObject([{ Key: "theirs/b", Code: "AccessDenied" }]);
    refusals.current = null;
    const { Contents = [] } = await here.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents.map(({ Key }) => Key)).toContain("theirs/b");
    expect(Contents.map(({ Key }) => Key)).not.toContain("mine/a");
  });
});
