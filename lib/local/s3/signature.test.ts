import { createHash, createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { startS3Server } from "./server";

const Bucket = "test-bucket";
const Key = "dir/file name.txt";
const credentials = { accessKeyId: "KEY", secretAccessKey: "the secret" };
const role = { arn: "arn:aws:iam::123456789012:role/exports", externalId: "ours" };

let aheadMs = 0; // the server's clock against ours
const dir = mkdtempSync(path.join(tmpdir(), "sluice-s3-"));
const server = await startS3Server({
  dir,
  credentials: [credentials],
  roles: [role],
  now: () => Date.now() + aheadMs,
});
const clients: S3Client[] = [];

function connect(
  keys: { accessKeyId: string; secretAccessKey: string; sessionToken?: string },
  requestChecksumCalculation: "WHEN_SUPPORTED" | "WHEN_REQUIRED" = "WHEN_SUPPORTED",
): S3Client {
  const client = new S3Client({
    endpoint: server.url,
    region: "eu-west-1",
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: keys,
    requestChecksumCalculation,
  });
  clients.push(client);
  return client;
}

const s3 = connect(credentials);
await s3.send(new CreateBucketCommand({ Bucket }));
await s3.send(new PutObjectCommand({ Bucket, Key, Body: "hello" }));

beforeEach(() => {
  aheadMs = 0;
});

afterAll(async () => {
  for (const client of clients) client.destroy();
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

const list = (client: S3Client) => client.send(new ListObjectsV2Command({ Bucket }));

describe("a signed request", () => {
  test.each([
    ["a wrong secret", { ...credentials, secretAccessKey: "another" }, "SignatureDoesNotMatch"],
    ["an unknown key", { ...credentials, accessKeyId: "NOBODY" }, "InvalidAccessKeyId"],
    ["a session token that we didn't give", { ...credentials, sessionToken: "made up" }, "InvalidToken"],
  ])("with %s is refused", async (_, keys, name) => {
    await expect(list(connect(keys))).rejects.toMatchObject({ name });
  });

  test("is good for a quarter of an hour, either way", async () => {
    for (const minutes of [-14, 14]) {
      aheadMs = minutes * 60_000;
      await list(connect(credentials));
    }
    for (const minutes of [-16, 16]) {
      aheadMs = minutes * 60_000;
      await expect(list(connect(credentials))).rejects.toMatchObject({ name: "RequestTimeTooSkewed" });
    }
  });

  test("is refused when its body isn't the one that was signed", async () => {
    const client = connect(credentials, "WHEN_REQUIRED"); // so that nothing but the signature covers it
    client.middlewareStack.add(
      (next) => (args) => next({ ...args, request: Object.assign(Object(args.request), { body: "HELLO" }) }),
      { step: "deserialize" }, // the last one, behind the signing
    );
    const put = client.send(new PutObjectCommand({ Bucket, Key: "tampered", Body: "hello" }));
    await expect(put).rejects.toMatchObject({ name: "XAmzContentSHA256Mismatch" });
  });

  test("may not carry an x-amz header that isn't signed", async () => {
    const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: "copied" }), { expiresIn: 60 });
    const answer = await fetch(url, { method: "PUT", headers: { "x-amz-copy-source": `/${Bucket}/${Key}` } });
    expect(answer.status).toBe(403);
  });
});

describe("a presigned URL", () => {
  const presign = (expiresIn = 60) =>
    getSignedUrl(
      s3,
      new GetObjectCommand({
        Bucket,
        Key,
        ResponseContentDisposition: `attachment; filename="rejects.csv"`,
        ResponseContentType: "text/csv",
      }),
      { expiresIn },
    );

  test("opens the object with the headers that were signed", async () => {
    const answer = await fetch(await presign());
    expect([answer.status, await answer.text()]).toEqual([200, "hello"]);
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="rejects.csv"');
    expect(answer.headers.get("content-type")).toBe("text/csv");
  });

  test("opens until it expires, and not after", async () => {
    const url = await presign(60);
    aheadMs = 50_000;
    expect((await fetch(url)).status).toBe(200);
    aheadMs = 62_000;
    const late = await fetch(url);
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining("Request has expired")]);
  });

  test.each([
    ["the signature", /X-Amz-Signature=\w{4}/, "X-Amz-Signature=0000"],
    ["the key", "file%20name", "other%20name"],
    ["the lifetime", "X-Amz-Expires=60", "X-Amz-Expires=600"],
    ["the date", /X-Amz-Date=\d{8}/, "X-Amz-Date=20200101"],
    ["the file name", "rejects.csv", "run-me.exe"],
    ["the query", /$/, "&response-cache-control=no-store"],
    ["the lifetime, for ever,", "X-Amz-Expires=60", "X-Amz-Expires=99999999"],
  ])("is worth nothing once %s is changed", async (_, from, to) => {
    const url = await presign();
    const changed = url.replace(from, to);
    expect(changed).not.toBe(url);
    expect((await fetch(changed)).status).toBeGreaterThanOrEqual(400);
  });

  test("opens for its own method only", async () => {
    expect((await fetch(await presign(), { method: "DELETE" })).status).toBe(403);
    expect((await fetch(await presign(), { method: "PUT", body: "x" })).status).toBe(403);
  });

  test("takes an upload", async () => {
    const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: "uploaded" }), { expiresIn: 60 });
    expect((await fetch(url, { method: "PUT", body: "data" })).status).toBe(200);
  });
});

test.each(["GET", "PUT", "DELETE", "HEAD", "POST"])("an anonymous %s is refused", async (method) => {
  expect((await fetch(`${server.url}/${Bucket}/dir/x`, { method })).status).toBe(403);
  expect((await fetch(server.url, { method })).status).toBe(403);
});

describe("an assumed role", () => {
  /** What the SDK's STS client sends: a form, signed over the hash of its body. */
  async function assumeRole(changes: Record<string, string> = {}, secret = credentials.secretAccessKey) {
    const form = {
      Action: "AssumeRole",
      Version: "2011-06-15",
      RoleArn: role.arn,
      RoleSessionName: "console",
      ExternalId: role.externalId,
      DurationSeconds: "900",
    };
    const body = new URLSearchParams({ ...form, ...changes }).toString();
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    const scope = `${date.slice(0, 8)}/eu-west-1/sts/aws4_request`;
    const hash = (text: string) => createHash("sha256").update(text).digest("hex");
    const { host } = new URL(server.url);
    const canonical = ["POST", "/", "", `host:${host}`, `x-amz-date:${date}`, "", "host;x-amz-date", hash(body)];
    const toSign = ["AWS4-HMAC-SHA256", date, scope, hash(canonical.join("\n"))].join("\n");
    const key = scope
      .split("/")
      .reduce<string | Buffer>((last, part) => createHmac("sha256", last).update(part).digest(), `AWS4${secret}`);
    const signature = createHmac("sha256", key).update(toSign).digest("hex");
    const authorization = `AWS4-HMAC-SHA256 Credential=KEY/${scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`;
    const answer = await fetch(server.url, { method: "POST", body, headers: { "x-amz-date": date, authorization } });
    const xml = await answer.text();
    const read = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`).exec(xml)?.[1] ?? "";
    return {
      status: answer.status,
      code: read("Code"),
      keys: {
        accessKeyId: read("AccessKeyId"),
        secretAccessKey: read("SecretAccessKey"),
        sessionToken: read("SessionToken"),
      },
    };
  }

  test("has keys that work until they expire", async () => {
    const { status, keys } = await assumeRole();
    expect(status).toBe(200);
    expect((await list(connect(keys))).KeyCount).toBeGreaterThan(0);
    aheadMs = 901_000;
    const client = connect(keys);
    client.config.systemClockOffset = aheadMs;
    await expect(list(client)).rejects.toMatchObject({ name: "ExpiredToken" });
  });

  test("has keys that are worth nothing without their token", async () => {
    const { sessionToken: _, ...keys } = (await assumeRole()).keys;
    await expect(list(connect(keys))).rejects.toMatchObject({ name: "InvalidToken" });
  });

  test.each([
    ["another external id", { ExternalId: "theirs" }, "AccessDenied"],
    ["another role", { RoleArn: `${role.arn}x` }, "AccessDenied"],
    ["another action", { Action: "GetSessionToken" }, "InvalidAction"],
    ["too long a life", { DurationSeconds: "999999" }, "ValidationError"],
  ])("isn't given for %s", async (_, changes, code) => {
    expect(await assumeRole(changes)).toMatchObject({ code, keys: { accessKeyId: "" } });
  });

  test("isn't given to a wrong secret", async () => {
    expect(await assumeRole({}, "another")).toMatchObject({ status: 403, code: "SignatureDoesNotMatch" });
  });
});
