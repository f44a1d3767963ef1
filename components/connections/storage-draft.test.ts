import { expect, test } from "vitest";
import { type FieldErrors, listFieldErrors } from "@/components/forms/field-errors";
import { StorageFacts, StorageInput } from "@/lib/api/storage";
import { draftStorage, emptyStorageDraft, gatherTags, type StorageDraft, toStorageInput } from "./storage-draft";

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
  const parsed = StorageInput.parse(toStorageInput(draftStorage({ ...facts, auth }, "suggested")));
  expect(StorageFacts.parse(parsed)).toEqual({ ...facts, auth });
});

test("an empty form says what is missing, field by field", () => {
  const errors = listErrors({ ...emptyStorageDraft("sluice-1"), sessionSeconds: "", auth: "role" });
  expect(Object.keys(errors).toSorted()).toEqual(["auth.roleArn", "auth.sessionSeconds", "bucket", "region"]);
});

test("a tag that is wrong is told at the tags", () => {
  expect(listErrors({ ...draftStorage(facts, ""), tags: "aws:x=1" }).tags).toContain("aws:");
  expect(listErrors({ ...draftStorage(facts, ""), tags: "=value" }).tags).toBe("A tag needs a name.");
});

/** What the server says of a draft, as the form shows it. */
function listErrors(draft: StorageDraft): FieldErrors {
  const { error } = StorageInput.safeParse(toStorageInput(draft));
  return error ? gatherTags(listFieldErrors(error)) : {};
}
