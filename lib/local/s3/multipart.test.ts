import { randomBytes } from "node:crypto";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, expect, test } from "vitest";
import { testObjectStore } from "@/lib/local/testing/object-store";

const { settings } = await testObjectStore();
const Bucket = settings.bucket;
const s3 = new S3Client({ ...settings, forcePathStyle: true, credentials: settings, maxAttempts: 1 });
afterAll(() => s3.destroy());

async function get(Key: string): Promise<Buffer> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

const big = randomBytes(5 * 1024 * 1024);

async function begin(Key: string) {
  const { UploadId = "" } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType: "text/csv" }));
  const sendPart = async (PartNumber: number, Body: Buffer) => {
    const { ETag = "" } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
    return { PartNumber, ETag };
  };
  const complete = (Parts: { PartNumber: number; ETag: string }[]) =>
    s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
  const abort = () => s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
  return { sendPart, complete, abort };
}

test("parts become one object, in their order", async () => {
  const upload = await begin("x");
  const second = await upload.sendPart(2, Buffer.from("the end"));
  const first = await upload.sendPart(1, big);
  await upload.complete([first, second]);
  expect((await get("x")).equals(Buffer.concat([big, Buffer.from("the end")]))).toBe(true);
  expect(await s3.send(new HeadObjectCommand({ Bucket, Key: "x" }))).toMatchObject({
    ContentType: "text/csv",
    ETag: expect.stringMatching(/^"[0-9a-f]{32}-2"$/),
  });
  await expect(upload.complete([first, second])).rejects.toMatchObject({ name: "NoSuchUpload" });
});

test("parts that are too small, unknown, changed or out of order are refused", async () => {
  const upload = await begin("refused");
  const first = await upload.sendPart(1, big);
  const second = await upload.sendPart(2, Buffer.from("small"));
  const third = await upload.sendPart(3, Buffer.from("last"));
  await expect(upload.complete([first, second, third])).rejects.toMatchObject({ name: "EntityTooSmall" });
  await expect(upload.complete([third, first])).rejects.toMatchObject({ name: "InvalidPartOrder" });
  await expect(upload.complete([{ ...first, ETag: second.ETag }])).rejects.toMatchObject({ name: "InvalidPart" });
  await expect(upload.complete([{ ...first, PartNumber: 9 }])).rejects.toMatchObject({ name: "InvalidPart" });
  await expect(get("refused")).rejects.toMatchObject({ name: "NoSuchKey" });
  await upload.complete([first, third]);
  expect(await get("refused")).toHaveLength(big.length + 4);
});

test("an upload is listed until it is aborted", async () => {
  const upload = await begin("listed");
  const first = await upload.sendPart(1, Buffer.from("part"));
  const list = async () => (await s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads ?? [];
  expect((await list()).map(({ Key }) => Key)).toEqual(["listed"]);
  await upload.abort();
  expect(await list()).toEqual([]);
  await expect(upload.complete([first])).rejects.toMatchObject({ name: "NoSuchUpload" });
});
