import { formatCount } from "@/components/ui/format-number";
import type { FileOptions, StorageFacts } from "@/lib/api/storage";

/** How a bucket is reached, in a few words. */
export function describeStorageAuth({ auth }: StorageFacts): string {
  switch (auth.kind) {
    case "keys":
      return `Access key ${auth.accessKeyId}`;
    case "role":
      return `Role ${auth.roleArn}`;
    case "instance":
      return "The instance’s own credentials";
    default:
      return auth satisfies never;
  }
}

export function describeEncryption({ encryption }: StorageFacts): string {
  switch (encryption.kind) {
    case "bucket":
      return "As the bucket does it";
    case "s3":
      return "SSE-S3";
    case "kms":
      return `KMS key ${encryption.keyId}`;
    default:
      return encryption satisfies never;
  }
}

/** How long the values that runs wrote are kept, for whoever looks a record up. */
export function describeValues({ valuesKeptDays, rejectsKeptDays }: FileOptions): string {
  if (valuesKeptDays === 0) return "Written values aren’t kept";
  const days = Math.min(valuesKeptDays ?? 90, rejectsKeptDays ?? 3_650);
  return `Written values are kept ${formatCount(days, "day")}`;
}

export function describeFiles({ format, compression, rejectsKeptDays }: FileOptions): string {
  const kind = `${format === "csv" ? "CSV" : "NDJSON"}${compression === "gzip" ? ", compressed" : ""}`;
  if (rejectsKeptDays === null) return `${kind}, kept as long as their sync`;
  return `${kind}, kept ${formatCount(rejectsKeptDays, "day")}`;
}
