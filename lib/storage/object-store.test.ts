import { createHash, randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import {
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, expect, test } from "vitest";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { createObjectStore, type ObjectStore } from "./object-store";

const { store, settings, dir } = await testObjectStore();
const cleanUps: (() => void)[] = [];
afterAll(() => cleanUps.map((cleanUp) => cleanUp()));

function openStore(changes: Partial<typeof settings> & { prefix?: string }): ObjectStore {
  const other = createObjectStore({ ...settings, ...changes });
  cleanUps.push(() => other.close());
  return other;
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

test("what was put comes back", async () => {
  await store.putText("a/text.txt", "grüße\n");
  await store.putBytes("a/bytes", Uint8Array.of(0, 255, 10));
  expect(await store.getText("a/text.txt")).toBe("grüße\n");
  expect([...(await store.getBytes("a/bytes"))]).toEqual([0, 255, 10]);
});

test("under a key that ends in .gz it is stored compressed, and comes back plain", async () => {
  const text = "the same line\n".repeat(10_000);
  await store.putText("gz/lines.gz", text);
  const [stored] = await collect(store.list("gz/"));
  expect(stored?.size).toBeLessThan(text.length / 20);
  expect(await store.getText("gz/lines.gz")).toBe(text);
  const client = new S3Client({ ...settings, forcePathStyle: true, credentials: settings });
  cleanUps.push(() => client.destroy());
  const { Body } = await client.send(new GetObjectCommand({ Bucket: settings.bucket, Key: "gz/lines.gz" }));
  expect(gunzipSync((await Body?.transformToByteArray()) ?? new Uint8Array()).toString()).toBe(text);
});

test("of two who put the same key once, one wins and nothing is overwritten", async () => {
  const results = await Promise.all([store.putOnce("once", "first"), store.putOnce("once", "second")]);
  expect(results.filter(Boolean)).toHaveLength(1);
  expect(await store.getText("once")).toBe(results[0] ? "first" : "second");
});

test("an object that isn't there is named as not found", async () => {
  const missing = { code: "not_found", message: expect.stringContaining("nowhere.txt in the bucket test-bucket") };
  await expect(store.getText("nowhere.txt")).rejects.toMatchObject(missing);
  await expect(collect(store.readLines("nowhere.txt"))).rejects.toMatchObject(missing);
});

test.each(["lines.txt", "lines.gz"])("the lines of %s are read back one by one", async (key) => {
  const lines = Array.from({ length: 50_000 }, (_, index) => JSON.stringify({ index, name: "zoë 😀" }));
  await store.putText(key, `${lines.join("\n")}\n`);
  expect(await collect(store.readLines(key))).toEqual(lines);
});

test("a reader may leave before the end", async () => {
  await store.putText("left.gz", "line\n".repeat(100_000));
  for await (const line of store.readLines("left.gz")) {
    expect(line).toBe("line");
    break;
  }
  expect(await store.getText("left.gz")).toHaveLength(500_000);
});

test("a damaged file fails, it doesn't end early", async () => {
  const whole = gzipSync(randomBytes(100_000).toString("hex"));
  const client = new S3Client({ ...settings, forcePathStyle: true, credentials: settings });
  cleanUps.push(() => client.destroy());
  await client.send(
    new PutObjectCommand({ Bucket: settings.bucket, Key: "damaged.gz", Body: whole.subarray(0, whole.length / 2) }),
  );
  await expect(collect(store.readLines("damaged.gz"))).rejects.toMatchObject({ code: "storage_failed" });
  await expect(store.getText("damaged.gz")).rejects.toMatchObject({ code: "storage_failed" });
});

test("a read that is cut off goes on where it was", async () => {
  const lines = Array.from({ length: 60_000 }, (_, index) => `${index} ${"x".repeat(30)}`);
  await store.putText("cut.txt", lines.join("\n"));
  const proxy = await startCuttingProxy(new URL(settings.endpoint), 500_000);
  const cutOff = openStore({ endpoint: proxy.url });
  expect(await collect(cutOff.readLines("cut.txt"))).toEqual(lines);
  expect(proxy.countCuts()).toBeGreaterThan(2);
});

test("a long upload arrives whole, in parts", async () => {
  const pieces = Array.from({ length: 17 * 16 }, () => randomBytes(64 * 1024));
  const upload = store.openUpload("long", { contentType: "text/csv" });
  for (const piece of pieces) await upload.write(piece);
  expect(await upload.close()).toBe(17 * 1024 * 1024);
  const md5 = (bytes: Buffer) => createHash("md5").update(bytes).digest("hex");
  expect(md5(await store.getBytes("long"))).toBe(md5(Buffer.concat(pieces)));
});

test("a short upload needs no parts, an empty one makes an empty object", async () => {
  const short = store.openUpload("short.gz");
  await short.write("one\n");
  await short.write("two\n");
  await short.close();
  expect(await collect(store.readLines("short.gz"))).toEqual(["one", "two"]);
  expect(await store.openUpload("empty").close()).toBe(0);
  expect(await store.getText("empty")).toBe("");
});

test("an upload that is given up leaves neither object nor parts", async () => {
  const upload = store.openUpload("given-up");
  for (let written = 0; written < 10; written++) await upload.write(randomBytes(1024 * 1024));
  await upload.abort();
  await expect(store.getText("given-up")).rejects.toMatchObject({ code: "not_found" });
  expect(readdirSync(path.join(dir, "buckets/test-bucket/uploads"))).toEqual([]);
  await expect(upload.write("more")).rejects.toThrow();
});

test("an upload to a failing store fails the writer, who isn't left waiting", async () => {
  const upload = openStore({ bucket: "absent-bucket" }).openUpload("x");
  const writeAll = async () => {
    for (let written = 0; written < 64; written++) await upload.write(randomBytes(1024 * 1024));
  };
  await expect(writeAll()).rejects.toMatchObject({
    code: "storage_failed",
    message: expect.stringContaining("NoSuchBucket"),
  });
  await expect(upload.close()).rejects.toMatchObject({ code: "storage_failed" });
  await upload.abort();
});

test("more keys than a page are listed, in order, and deleted", async () => {
  const keys = Array.from({ length: 1203 }, (_, index) => `many/${String(index).padStart(5, "0")}`);
  for (let at = 0; at < keys.length; at += 100) {
    await Promise.all(keys.slice(at, at + 100).map((key) => store.putText(key, "")));
  }
  await store.putText("many-others", "stays");
  expect((await collect(store.list("many/"))).map(({ key }) => key)).toEqual(keys);
  expect(await store.deletePrefix("many/")).toBe(1203);
  expect(await collect(store.list("many/"))).toEqual([]);
  expect(await store.getText("many-others")).toBe("stays");
});

test("an empty prefix never deletes everything", async () => {
  await expect(store.deletePrefix("")).rejects.toThrow("empty prefix");
});

test("a store with a prefix sees only its own keys, without the prefix", async () => {
  const inside = openStore({ prefix: "/team/one/" });
  await inside.putText("note", "hi");
  await store.putText("team/onewards", "not inside");
  expect((await collect(inside.list(""))).map(({ key }) => key)).toEqual(["note"]);
  expect(await store.getText("team/one/note")).toBe("hi");
  expect(await inside.deletePrefix("no")).toBe(1);
});

test("a folder of a store is a store of its own, in the same bucket", async () => {
  const below = openStore({ prefix: "team" }).below("two");
  await below.putText("note", "hi");
  expect(await store.getText("team/two/note")).toBe("hi");
  expect((await collect(below.list(""))).map(({ key }) => key)).toEqual(["note"]);
});

test("what is asked for every object comes with each of them, put at once or in parts", async () => {
  const marked = openStore({ encryption: { kind: "s3" }, tags: [{ key: "team", value: "sales & more" }] });
  await marked.putText("marked/small", "x", { metadata: { "sluice-run-id": "r1" } });
  const upload = marked.openUpload("marked/large", { metadata: { "sluice-run-id": "r2" } });
  for (let written = 0; written < 9; written++) await upload.write(randomBytes(1024 * 1024));
  await upload.close();
  const client = new S3Client({ ...settings, forcePathStyle: true, credentials: settings });
  cleanUps.push(() => client.destroy());
  for (const [Key, run] of [
    ["marked/small", "r1"],
    ["marked/large", "r2"],
  ] as const) {
    const head = await client.send(new HeadObjectCommand({ Bucket: settings.bucket, Key }));
    expect(head).toMatchObject({ ServerSideEncryption: "AES256", Metadata: { "sluice-run-id": run } });
    const { TagSet } = await client.send(new GetObjectTaggingCommand({ Bucket: settings.bucket, Key }));
    expect(TagSet).toEqual([{ Key: "team", Value: "sales & more" }]);
  }
});

test("the bucket is made once, however many ask", async () => {
  const fresh = openStore({ bucket: "fresh-bucket" });
  await Promise.all([fresh.ensureBucket(), fresh.ensureBucket(), fresh.ensureBucket()]);
  await fresh.putText("x", "y");
});

test.each([
  [{ secretAccessKey: "wrong-secret" }, "SignatureDoesNotMatch"],
  [{ accessKeyId: "NOBODY" }, "InvalidAccessKeyId"],
  [{ bucket: "absent-bucket" }, "NoSuchBucket"],
  [{ endpoint: "http://127.0.0.1:9" }, "ECONNREFUSED"],
])("with %j the failure is named, with its fix and without a secret", async (changes, code) => {
  const failure = await openStore(changes)
    .putText("x", "the contents")
    .catch((thrown: unknown) => thrown);
  expect(failure).toMatchObject({
    code: "storage_failed",
    message: expect.stringMatching(`^Could not write x in the bucket .*${code}. \\S`),
  });
  expect(String(failure)).not.toMatch(`${settings.secretAccessKey}|wrong-secret|the contents`);
});

/** Passes everything on, but cuts each connection once that many bytes have come back. */
async function startCuttingProxy(target: URL, maxBytes: number) {
  let cuts = 0;
  const proxy = net.createServer((client) => {
    const server = net.connect(Number(target.port), target.hostname);
    let passed = 0;
    client.on("data", (bytes) => server.write(bytes));
    server.on("data", (bytes) => {
      passed += bytes.length;
      if (passed <= maxBytes) {
        client.write(bytes);
        return;
      }
      cuts++;
      client.destroy();
      server.destroy();
    });
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      socket.on("error", () => other.destroy());
      socket.on("close", () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  cleanUps.push(() => proxy.close());
  const address = proxy.address();
  if (typeof address !== "object" || address === null) throw new Error("no address");
  return { url: `http://127.0.0.1:${address.port}`, countCuts: () => cuts };
}
