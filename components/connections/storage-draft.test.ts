import { expect, test } from "vitest";
import { StorageFacts } from "@/lib/api/storage";
import { draftStorage, emptyStorageDraft, parseStorageDraft } from "./storage-draft";

const facts: StorageFacts = {
  bucket: "rejects",
  region: "eu-central-1",
  prefix: "team/sluice",
  endpoint: "https://minio.example.com",
  hasPathStyle: true,
  isHttpAllowed: false,
  checksums: "required",
  encryption: { kind: "kms", keyId: "the-key" },
  tags: [
    { key: "team", value: "ops=1" },
    { key: "empty", value: "" },
  ],
  auth: { kind: "role", roleArn: "arn:aws:iam::1:role/x", externalId: null, sessionSeconds: 900, stsEndpoint: null },
};

test.each<StorageFacts["auth"]>([
  facts.auth,
  {
    kind: "role",
    roleArn: "arn:aws:iam::1:role/x",
    externalId: "e1",
    sessionSeconds: 900,
    stsEndpoint: "https://sts.example.com",
  },
  { kind: "keys", accessKeyId: "AKIA" },
  { kind: "instance" },
])("a saved bucket comes out of its form as it went in: %j", (auth) => {
  const parsed = parseStorageDraft(draftStorage({ ...facts, auth }, "suggested"));
  expect(parsed.ok && StorageFacts.parse(parsed.input)).toEqual({ ...facts, auth });
});

test("an empty form says what is missing, field by field", () => {
  const parsed = parseStorageDraft({ ...emptyStorageDraft("sluice-1"), sessionSeconds: "", auth: "role" });
  expect(parsed.ok ? [] : Object.keys(parsed.errors).toSorted()).toEqual([
    "auth.roleArn",
    "auth.sessionSeconds",
    "bucket",
    "region",
  ]);
});

test("a tag that is wrong is told at the tags", () => {
  const parsed = parseStorageDraft({ ...draftStorage(facts, ""), tags: "aws:x=1" });
  expect(parsed.ok ? {} : parsed.errors).toMatchObject({ tags: expect.stringContaining("aws:") });
  const unnamed = parseStorageDraft({ ...draftStorage(facts, ""), tags: "=value" });
  expect(unnamed.ok ? {} : unnamed.errors).toMatchObject({ tags: "A tag needs a name." });
});
