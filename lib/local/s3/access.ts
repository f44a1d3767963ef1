import type { S3Error } from "./s3-error";
import type { S3Request } from "./s3-request";

/** What a request wants, as a policy would name it. */
export interface S3Access {
  /** `s3:PutObject`, `kms:GenerateDataKey`, … */
  readonly action: string;
  readonly bucket: string;
  /** Of a listing, the prefix; of a bucket's own things, empty. */
  readonly key: string;
  readonly accessKeyId: string;
  /** The role that the key was given out for. */
  readonly roleArn: string | null;
}

/** Stands for policies, and for whatever a store may answer: null lets the request through. */
export type Guard = (access: S3Access) => S3Error | null;

type Want = Pick<S3Access, "action" | "key">;

/** All that a request has to be allowed. The keys that are deleted at once stand in its document, and are asked for there. */
export function listWants(request: S3Request): Want[] {
  const { method, query, key } = request;
  if (key === "") return listBucketWants(request);
  const want = (action: string): Want => ({ action, key });
  if (query.has("tagging")) return [want(method === "GET" ? "s3:GetObjectTagging" : "s3:PutObjectTagging")];
  if (query.has("uploadId") && method === "DELETE") return [want("s3:AbortMultipartUpload")];
  if (method === "GET" || method === "HEAD") return [want("s3:GetObject")];
  if (method === "DELETE") return [want("s3:DeleteObject")];
  return [
    want("s3:PutObject"),
    ...(request.header("x-amz-tagging") === undefined ? [] : [want("s3:PutObjectTagging")]),
    ...(request.header("x-amz-server-side-encryption") === "aws:kms" ? [want("kms:GenerateDataKey")] : []),
  ];
}

function listBucketWants({ method, query, bucket }: S3Request): Want[] {
  if (bucket === "") return [{ action: "s3:ListAllMyBuckets", key: "" }];
  if (method === "PUT" && !query.has("lifecycle")) return [{ action: "s3:CreateBucket", key: "" }];
  if (method === "GET" && query.has("list-type")) return [{ action: "s3:ListBucket", key: query.get("prefix") ?? "" }];
  return [];
}
