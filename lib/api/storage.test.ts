import { expect, test } from "vitest";
import { StorageInput } from "./storage";

const input = {
  bucket: "rejects",
  region: "eu-central-1",
  auth: { kind: "keys", accessKeyId: "AKIA", secretAccessKey: "secret" },
};

function problems(changes: object): (string | undefined)[] {
  const parsed = StorageInput.safeParse({ ...input, ...changes });
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join("."));
}

test("what is left out is as Amazon's S3 wants it", () => {
  expect(StorageInput.parse(input)).toEqual({
    ...input,
    prefix: "",
    endpoint: null,
    hasPathStyle: false,
    isHttpAllowed: false,
    checksums: "auto",
    encryption: { kind: "bucket" },
    tags: [],
  });
});

test.each([
  ["/team/rejects/", "team/rejects"],
  ["team", "team"],
  ["///", ""],
  ["a b/c=d", "a b/c=d"],
])("the prefix %j is %j", (prefix, kept) => {
  expect(StorageInput.parse({ ...input, prefix }).prefix).toBe(kept);
});

test.each([
  [{ bucket: "UPPER" }, "bucket"],
  [{ bucket: "" }, "bucket"],
  [{ bucket: "a/b" }, "bucket"],
  [{ region: "Frankfurt am Main" }, "region"],
  [{ prefix: "a//b" }, "prefix"],
  [{ prefix: "a/../b" }, "prefix"],
  [{ prefix: "🛫" }, "prefix"],
  [{ prefix: "x".repeat(65_536) }, "prefix"],
  [{ endpoint: "minio.example.com" }, "endpoint"],
  [{ endpoint: "https://user:password@minio.example.com" }, "endpoint"],
  [{ auth: { kind: "keys", accessKeyId: "", secretAccessKey: "s" } }, "auth.accessKeyId"],
  [{ auth: { kind: "role", roleArn: "my role" } }, "auth.roleArn"],
  [{ auth: { kind: "role", roleArn: "arn:aws:iam::1:role/x", sessionSeconds: 60 } }, "auth.sessionSeconds"],
  [{ auth: { kind: "role", roleArn: "arn:aws:iam::1:role/x", externalId: "O'Brien" } }, "auth.externalId"],
  [{ auth: { kind: "somehow" } }, "auth.kind"],
  [{ encryption: { kind: "kms", keyId: "" } }, "encryption.keyId"],
  [
    {
      tags: [
        { key: "a", value: "1" },
        { key: "a", value: "2" },
      ],
    },
    "tags",
  ],
  [{ tags: [{ key: "aws:x", value: "1" }] }, "tags"],
  [{ tags: [{ key: "a", value: "🛫" }] }, "tags"],
  [{ tags: Array.from({ length: 11 }, (_, index) => ({ key: `t${index}`, value: "" })) }, "tags"],
])("%j is refused at %s", (changes, path) => {
  expect(problems(changes)).toEqual([path]);
});

test.each(["http://127.0.0.1:9000", "http://localhost:9000", "http://[::1]:9000", "https://minio.example.com"])(
  "%s needs no switch",
  (endpoint) => {
    expect(problems({ endpoint })).toEqual([]);
  },
);

test("an address without TLS is taken only when that is allowed knowingly, for the token service as well", () => {
  const endpoint = "http://minio.example.com";
  expect(problems({ endpoint })).toEqual(["endpoint"]);
  expect(problems({ endpoint, isHttpAllowed: true })).toEqual([]);
  const auth = { kind: "role", roleArn: "arn:aws:iam::1:role/x", stsEndpoint: endpoint };
  expect(problems({ auth })).toEqual(["auth.stsEndpoint"]);
});
