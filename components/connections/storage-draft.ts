import type { FieldErrors } from "@/components/forms/field-errors";
import type { StorageFacts, TypedStorage } from "@/lib/api/storage";

/** What the form of a bucket holds while somebody types: text as it is typed, for each way to authenticate. */
export interface StorageDraft {
  readonly bucket: string;
  readonly region: string;
  readonly prefix: string;
  readonly endpoint: string;
  readonly hasPathStyle: boolean;
  readonly isHttpAllowed: boolean;
  readonly checksums: StorageFacts["checksums"];
  readonly auth: StorageFacts["auth"]["kind"];
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly roleArn: string;
  readonly externalId: string;
  readonly sessionSeconds: string;
  readonly stsEndpoint: string;
  readonly encryption: StorageFacts["encryption"]["kind"];
  readonly kmsKeyId: string;
  /** One a line: `name=value`. */
  readonly tags: string;
}

export function emptyStorageDraft(suggestedExternalId: string): StorageDraft {
  return {
    bucket: "",
    region: "",
    prefix: "sluice",
    endpoint: "",
    hasPathStyle: false,
    isHttpAllowed: false,
    checksums: "auto",
    auth: "keys",
    accessKeyId: "",
    secretAccessKey: "",
    roleArn: "",
    externalId: suggestedExternalId,
    sessionSeconds: "3600",
    stsEndpoint: "",
    encryption: "bucket",
    kmsKeyId: "",
    tags: "",
  };
}

/** The draft of a saved bucket. Its secret never comes back: the field starts empty. */
export function draftStorage(facts: StorageFacts, suggestedExternalId: string): StorageDraft {
  const { auth, encryption, tags, endpoint, ...place } = facts;
  return {
    ...emptyStorageDraft(suggestedExternalId),
    ...place,
    endpoint: endpoint ?? "",
    auth: auth.kind,
    ...(auth.kind === "keys" && { accessKeyId: auth.accessKeyId }),
    ...(auth.kind === "role" && {
      roleArn: auth.roleArn,
      externalId: auth.externalId ?? "",
      sessionSeconds: String(auth.sessionSeconds),
      stsEndpoint: auth.stsEndpoint ?? "",
    }),
    encryption: encryption.kind,
    ...(encryption.kind === "kms" && { kmsKeyId: encryption.keyId }),
    tags: tags.map(({ key, value }) => `${key}=${value}`).join("\n"),
  };
}

/** The draft as the server takes it, which says what is wrong with it. */
export function toStorageInput(draft: StorageDraft): TypedStorage {
  const { bucket, region, prefix, hasPathStyle, isHttpAllowed, checksums } = draft;
  return {
    bucket,
    region,
    prefix,
    endpoint: orNull(draft.endpoint),
    hasPathStyle,
    isHttpAllowed,
    checksums,
    auth: pickAuth(draft),
    encryption: draft.encryption === "kms" ? { kind: "kms", keyId: draft.kmsKeyId } : { kind: draft.encryption },
    tags: readTags(draft.tags),
  };
}

function pickAuth(draft: StorageDraft): TypedStorage["auth"] {
  switch (draft.auth) {
    case "keys":
      return { kind: "keys", accessKeyId: draft.accessKeyId, secretAccessKey: draft.secretAccessKey };
    case "role":
      return {
        kind: "role",
        roleArn: draft.roleArn,
        externalId: orNull(draft.externalId),
        sessionSeconds: draft.sessionSeconds.trim() === "" ? Number.NaN : draft.sessionSeconds,
        stsEndpoint: orNull(draft.stsEndpoint),
      };
    case "instance":
      return { kind: "instance" };
    default:
      return draft.auth satisfies never;
  }
}

function readTags(text: string): { key: string; value: string }[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const at = line.indexOf("=");
      return at < 0 ? { key: line, value: "" } : { key: line.slice(0, at), value: line.slice(at + 1) };
    });
}

/** Tags are one field here, whichever of them is wrong. */
export function gatherTags(errors: FieldErrors): FieldErrors {
  const found = Object.entries(errors).find(([path]) => path.startsWith("tags"));
  return found ? { ...errors, tags: found[1] } : errors;
}

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());
