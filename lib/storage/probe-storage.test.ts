import { expect, test } from "vitest";
import type { S3Access } from "@/lib/local/s3/access";
import { S3Error } from "@/lib/local/s3/s3-error";
import { denied, testOwnBucket } from "@/lib/local/testing/own-bucket";
import type { ObjectStoreSettings } from "./object-store";
import { probeStorage } from "./probe-storage";
import { assumeRole } from "./role-credentials";

const own = await testOwnBucket();
const keys = { accessKeyId: "OWNKEY", secretAccessKey: "the secret of the own bucket" };
const { endpoint, region, bucket } = own.input;
const place = { endpoint: endpoint ?? null, region, bucket, prefix: "team/rejects", hasPathStyle: true };
const settings: ObjectStoreSettings = { ...place, ...keys };

async function probe(changed: ObjectStoreSettings, refuse: ((access: S3Access) => S3Error | null) | null = null) {
  own.refuse(refuse);
  const lines = await probeStorage(changed);
  own.refuse(null);
  return Object.fromEntries(
    lines.map(({ id, status, detail, fix }) => [id, status === "failed" ? [detail, fix] : status]),
  );
}

const deny = (action: string) => (access: S3Access) => (access.action === action ? denied() : null);
const all = { write: "passed", read: "passed", list: "passed", abort: "passed", delete: "passed" };
const rest = { read: "skipped", list: "skipped", abort: "skipped", delete: "skipped" };
const onFiles = "`arn:aws:s3:::own-bucket/team/rejects/*`";

async function listLeftOver(): Promise<string[]> {
  const keysThere: string[] = [];
  for await (const { key } of own.store.list("")) keysThere.push(key);
  return keysThere;
}

test("where all is allowed every line passes, and nothing stays behind", async () => {
  expect(await probe(settings)).toEqual(all);
  expect(await listLeftOver()).toEqual([]);
});

test.each([
  ["s3:PutObject", "write", `Allow \`s3:PutObject\` on ${onFiles}.`],
  ["s3:GetObject", "read", `Allow \`s3:GetObject\` on ${onFiles}.`],
  [
    "s3:ListBucket",
    "list",
    "Allow `s3:ListBucket` on `arn:aws:s3:::own-bucket`, at least where `s3:prefix` begins with `team/rejects/`.",
  ],
  ["s3:AbortMultipartUpload", "abort", `Allow \`s3:AbortMultipartUpload\` on ${onFiles}.`],
  ["s3:DeleteObject", "delete", `Allow \`s3:DeleteObject\` on ${onFiles}.`],
])(
  "without %s the line %s says which permission is missing, and what else can be tried is",
  async (action, line, fix) => {
    const others = action === "s3:PutObject" ? { ...rest, list: "passed" } : { ...all, [line]: undefined };
    expect(await probe(settings, deny(action))).toEqual({ ...others, [line]: ["AccessDenied.", fix] });
    for (const key of await listLeftOver()) await own.store.deletePrefix(key);
  },
);

test("a prefix without permission is told with the prefix, another one of the bucket passes", async () => {
  const onlyTeam = ({ key }: S3Access) => (key.startsWith("team/") ? null : denied());
  expect(await probe({ ...settings, prefix: "elsewhere" }, onlyTeam)).toMatchObject({
    write: ["AccessDenied.", "Allow `s3:PutObject` on `arn:aws:s3:::own-bucket/elsewhere/*`."],
  });
  expect(await probe(settings, onlyTeam)).toEqual(all);
});

test("tags and a KMS key are tried with the file, and each is denied for itself", async () => {
  const full: ObjectStoreSettings = {
    ...settings,
    tags: [{ key: "team", value: "ops" }],
    encryption: { kind: "kms", keyId: "the-key" },
  };
  expect(await probe(full)).toEqual({ ...all, tags: "passed", encryption: "passed" });
  expect(await probe(full, deny("s3:PutObjectTagging"))).toMatchObject({
    write: "passed",
    tags: ["AccessDenied.", `Allow \`s3:PutObjectTagging\` on ${onFiles}.`],
    encryption: "passed",
    read: "passed",
  });
  expect(await probe(full, deny("kms:GenerateDataKey"))).toMatchObject({
    write: "passed",
    tags: "passed",
    encryption: ["AccessDenied.", expect.stringContaining("Allow `kms:GenerateDataKey` on the KMS key")],
  });
  expect(await probe({ ...full, encryption: { kind: "kms", keyId: "another" } })).toMatchObject({
    write: "passed",
    encryption: ["KMS.NotFoundException.", expect.stringContaining("There is no such KMS key")],
    delete: "passed",
  });
});

test("an action that Amazon names in its refusal is the one that is told", async () => {
  const named = "User: arn:aws:iam::1:user/x is not authorized to perform: kms:Decrypt on resource: the key";
  const lines = await probe(settings, ({ action }) =>
    action === "s3:GetObject" ? new S3Error(403, "AccessDenied", named) : null,
  );
  expect(lines).toMatchObject({
    read: ["AccessDenied.", expect.stringContaining("Allow `kms:Decrypt` on the KMS key")],
  });
});

test.each([
  ["a wrong secret", { secretAccessKey: "wrong" }, "SignatureDoesNotMatch", "The secret doesn't belong"],
  ["an unknown key", { accessKeyId: "NOBODY" }, "InvalidAccessKeyId", "doesn't know the access key"],
  ["a bucket that isn't there", { bucket: "absent" }, "NoSuchBucket", "There is no such bucket"],
  ["another region", { region: "us-east-1" }, "AuthorizationHeaderMalformed", "correct the region to eu-central-1"],
  ["nobody at the endpoint", { endpoint: "http://127.0.0.1:9" }, "ECONNREFUSED", "Nothing answers"],
])("%s is told once, and nothing else is tried", async (_what, changes, code, fix) => {
  const lines = await probe({ ...settings, ...changes });
  expect(lines).toEqual({ ...rest, write: [`${code}.`, expect.stringContaining(fix)] });
});

test("a clock that is wrong is set right by what the store says", async () => {
  own.clock.aheadMs = 3_600_000;
  expect(await probe(settings)).toEqual(all);
  own.clock.aheadMs = 0;
});

const role = { arn: "arn:aws:iam::123456789012:role/rejects", externalId: "sluice-7" };
const asRole = (changes: Partial<Parameters<typeof assumeRole>[0]> = {}): ObjectStoreSettings => ({
  ...place,
  credentials: assumeRole({
    roleArn: role.arn,
    externalId: role.externalId,
    sessionSeconds: 900,
    sessionName: "sluice-test",
    stsEndpoint: place.endpoint,
    region,
    base: keys,
    ...changes,
  }),
});

test("a role is assumed, and what it does is done in its name", async () => {
  own.roles.splice(0, own.roles.length, role);
  const asked: (string | null)[] = [];
  const lines = await probe(asRole(), ({ roleArn }) => {
    asked.push(roleArn);
    return null;
  });
  expect(lines).toEqual({ ...all, credentials: "passed" });
  expect(new Set(asked)).toEqual(new Set([role.arn]));
});

test.each([
  ["a wrong role", { roleArn: "arn:aws:iam::123456789012:role/other" }, "sts:AssumeRole, AccessDenied.", "role/other"],
  ["a wrong external id", { externalId: "sluice-8" }, "sts:AssumeRole, AccessDenied.", "external id `sluice-8`"],
  ["no external id", { externalId: null }, "sts:AssumeRole, AccessDenied.", "if it asks for an external id"],
  [
    "a wrong secret of the instance",
    { base: { ...keys, secretAccessKey: "wrong" } },
    "sts:AssumeRole, SignatureDoesNotMatch.",
    "instance's own credentials",
  ],
  [
    "nobody at the token service",
    { stsEndpoint: "http://127.0.0.1:9" },
    "sts:AssumeRole, ECONNREFUSED.",
    "127.0.0.1:9",
  ],
])("%s is told as a role that can't be assumed, and nothing else is tried", async (_what, changes, detail, fix) => {
  own.roles.splice(0, own.roles.length, role);
  expect(await probe(asRole(changes))).toEqual({
    ...rest,
    write: "skipped",
    credentials: [detail, expect.stringContaining(fix)],
  });
});

test("a session longer than the role allows is told with its length", async () => {
  own.roles.splice(0, own.roles.length, { ...role, maxSeconds: 3600 });
  expect(await probe(asRole({ sessionSeconds: 7200 }))).toMatchObject({
    credentials: ["sts:AssumeRole, ValidationError.", expect.stringContaining("sessions of 7200 seconds")],
  });
});
