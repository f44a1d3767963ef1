import { z } from "zod";

const SECONDS = "A session lasts from 900 to 43,200 seconds.";
const VALUE_DAYS = "Give whole days, up to 3,650, or 0 to keep none.";
const DAYS = "Give whole days, from 1 to 3,650, or leave it empty.";

const Bucket = z
  .string()
  .trim()
  .regex(
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    "A bucket's name has 3 to 63 small letters, digits, dots and hyphens, and begins and ends with a letter or a digit.",
  );

const Prefix = z
  .string()
  .trim()
  .overwrite((text) => text.replace(/^\/+|\/+$/g, ""))
  .max(512, "A prefix has 512 characters at the most.")
  .regex(/^[\w!.*'() /=+@-]*$/, "Only letters, digits, spaces and / ! - _ . * ' ( ) = + @ are safe in a prefix.")
  .refine((text) => !/(^|\/)\.{0,2}(\/|$)/.test(text) || text === "", "No part of a prefix may be empty, . or ..");

const Address = z
  .url({ protocol: /^https?$/, error: "An address looks like https://minio.example.com." })
  .refine((text) => !URL.canParse(text) || new URL(text).username === "", "An address has no user and no password.")
  .overwrite((text) => text.replace(/\/+$/, ""));

const RoleArn = z
  .string()
  .trim()
  .regex(/^arn:[\w-]+:(iam|sts)::\d*:[\w+=,.@/-]+$/, "A role's ARN looks like arn:aws:iam::123456789012:role/sluice.");

const ExternalId = z
  .string()
  .trim()
  .regex(/^[\w+=,.@:/-]{2,1224}$/, "An external id has 2 to 1,224 letters, digits and + = , . @ : / -.");

/** How Sluice proves who it is to the bucket. */
export const StorageAuthFacts = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("keys"), accessKeyId: z.string().trim().min(1, "Give the access key's id.").max(128) }),
  z.object({
    kind: z.literal("role"),
    roleArn: RoleArn,
    externalId: ExternalId.nullable(),
    sessionSeconds: z.coerce.number(SECONDS).int(SECONDS).min(900, SECONDS).max(43_200, SECONDS),
    /** Where the role is asked for; null for the endpoint's own, and for Amazon's of the region. */
    stsEndpoint: Address.nullable(),
  }),
  z.object({ kind: z.literal("instance") }),
]);
export type StorageAuthFacts = z.infer<typeof StorageAuthFacts>;

export const StorageEncryption = z.discriminatedUnion("kind", [
  /** As the bucket does it by itself. */
  z.object({ kind: z.literal("bucket") }),
  z.object({ kind: z.literal("s3") }),
  z.object({ kind: z.literal("kms"), keyId: z.string().trim().min(1, "Give the key's id or ARN.").max(2048) }),
]);
export type StorageEncryption = z.infer<typeof StorageEncryption>;

const Tag = z.object({
  key: z.string().trim().min(1, "A tag needs a name.").max(128, "A tag's name has 128 characters at the most."),
  value: z.string().trim().max(256, "A tag's value has 256 characters at the most."),
});

const tagCharacters = /^[\p{L}\p{Z}\p{N}_.:/=+@-]*$/u;
const Tags = z
  .array(Tag)
  .max(10, "An object has ten tags at the most.")
  .refine((tags) => new Set(tags.map(({ key }) => key)).size === tags.length, "Two tags have the same name.")
  .refine(
    (tags) => tags.every(({ key, value }) => tagCharacters.test(key) && tagCharacters.test(value)),
    "Tags have letters, digits, spaces and _ . : / = + - @.",
  )
  .refine(
    (tags) => !tags.some(({ key }) => key.toLowerCase().startsWith("aws:")),
    "Names that begin with aws: are Amazon's.",
  );

const place = {
  bucket: Bucket,
  region: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "A region looks like eu-central-1; R2 takes auto."),
  prefix: Prefix,
  /** Null for Amazon's own S3. */
  endpoint: Address.nullable(),
  hasPathStyle: z.boolean(),
  /** Lets an endpoint be reached without TLS. */
  isHttpAllowed: z.boolean(),
  /** `auto`: what Amazon takes by default, and with an endpoint only what S3 requires. */
  checksums: z.enum(["auto", "required", "supported"]),
  encryption: StorageEncryption,
  tags: Tags,
};

/** What may be shown of a bucket's settings. */
export const StorageFacts = z.object({ ...place, auth: StorageAuthFacts });
export type StorageFacts = z.infer<typeof StorageFacts>;

const [keys, role, instance] = StorageAuthFacts.options;

export const StorageInput = z
  .object({
    ...place,
    prefix: place.prefix.default(""),
    endpoint: place.endpoint.default(null),
    hasPathStyle: place.hasPathStyle.default(false),
    isHttpAllowed: place.isHttpAllowed.default(false),
    checksums: place.checksums.default("auto"),
    encryption: place.encryption.default({ kind: "bucket" }),
    tags: place.tags.default([]),
    auth: z.discriminatedUnion("kind", [
      /** An empty secret keeps the saved one. */
      keys.extend({ secretAccessKey: z.string().trim().max(1024) }),
      role.extend({
        externalId: role.shape.externalId.default(null),
        sessionSeconds: role.shape.sessionSeconds.default(3600),
        stsEndpoint: role.shape.stsEndpoint.default(null),
      }),
      instance,
    ]),
  })
  .superRefine(({ endpoint, auth, isHttpAllowed }, context) => {
    const addresses = [
      { path: ["endpoint"], address: endpoint },
      { path: ["auth", "stsEndpoint"], address: auth.kind === "role" ? auth.stsEndpoint : null },
    ];
    for (const { path, address } of addresses) {
      if (address === null || isHttpAllowed || isPrivate(address)) continue;
      context.addIssue({
        code: "custom",
        path,
        message:
          "This address has no TLS: rows would go over the network in plain text. Use https, or allow it knowingly.",
      });
    }
  });
export type StorageInput = z.infer<typeof StorageInput>;
/** As a form holds it: numbers as they were typed. */
export type TypedStorage = z.input<typeof StorageInput>;

/** By TLS, or never leaving this machine. */
function isPrivate(address: string): boolean {
  if (!URL.canParse(address)) return true; // refused for that already
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}

/** How the files of rejected rows are written, and how long they are kept. */
export const FileOptions = z.object({
  format: z.enum(["csv", "ndjson"]),
  compression: z.enum(["none", "gzip"]),
  /** Days after a run's end; null keeps them as long as their sync. */
  rejectsKeptDays: z.number(DAYS).int(DAYS).min(1, DAYS).max(3_650, DAYS).nullable(),
  /** Days after a run's end until the values that it wrote are deleted; 0 keeps none. Left out, it stays as it is. */
  valuesKeptDays: z.number(VALUE_DAYS).int(VALUE_DAYS).min(0, VALUE_DAYS).max(3_650, VALUE_DAYS).optional(),
});
export type FileOptions = z.infer<typeof FileOptions>;

export const StorageView = z.object({
  /** The workspace's own bucket; null while it uses the instance's store. */
  storage: z
    .object({
      id: z.string(),
      facts: StorageFacts,
      since: z.iso.datetime(),
      testedAt: z.iso.datetime().nullable(),
      /** What the last test found wrong; null when it passed or none was made. */
      testFailure: z.string().nullable(),
    })
    .nullable(),
  files: FileOptions,
  /** Runs, and rows sent by hand, whose files wait in the instance's store until the bucket takes them. */
  waiting: z
    .object({
      runs: z.number().int(),
      sentRows: z.number().int(),
      problem: z.string().nullable(),
      nextTryAt: z.iso.datetime(),
    })
    .nullable(),
  /** Buckets that the workspace had before, with the runs whose files still lie there. */
  earlier: z.array(
    z.object({ id: z.string(), address: z.string(), runs: z.number().int(), replacedAt: z.iso.datetime() }),
  ),
  /** Why files that have to be deleted, with their sync or since they are too old, couldn't be deleted yet. */
  undeleted: z.object({ problem: z.string(), nextTryAt: z.iso.datetime() }).nullable(),
  /** What a role's trust policy may ask for: nobody else's workspace here has it. */
  suggestedExternalId: z.string(),
});
export type StorageView = z.infer<typeof StorageView>;
