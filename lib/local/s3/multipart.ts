import { createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import type { BucketFolder } from "./bucket-folder";
import { readKeptHeaders, readPrecondition } from "./object-routes";
import type { ReceivedBody } from "./receive-body";
import type { S3Answer } from "./s3-answer";
import { S3Error } from "./s3-error";
import type { S3Request } from "./s3-request";
import { parentElement, readBlocks, readElements, s3Namespace, textElement } from "./xml";

const minPartBytes = 5 * 1024 * 1024;
const maxPartNumber = 10_000;

const Upload = z.object({ key: z.string(), headers: z.record(z.string(), z.string()), tags: z.string() });
type Upload = z.infer<typeof Upload>;

const Part = z.object({ etag: z.string(), size: z.number() });
type Part = z.infer<typeof Part>;

/** The unfinished multipart uploads of a bucket: a folder each, with a file per part. */
export class MultipartUploads {
  readonly #folder: string;

  constructor(bucketFolder: string) {
    this.#folder = path.join(bucketFolder, "uploads");
  }

  async create(request: S3Request): Promise<S3Answer> {
    const id = randomBytes(16).toString("hex");
    await mkdir(path.join(this.#folder, id), { recursive: true });
    const upload: Upload = {
      key: request.key,
      headers: readKeptHeaders(request),
      tags: request.header("x-amz-tagging") ?? "",
    };
    await writeFile(path.join(this.#folder, id, "upload.json"), JSON.stringify(upload));
    const children = [
      textElement("Bucket", request.bucket),
      textElement("Key", request.key),
      textElement("UploadId", id),
    ];
    return { status: 200, xml: parentElement("InitiateMultipartUploadResult", children, s3Namespace) };
  }

  async putPart(request: S3Request, body: ReceivedBody): Promise<S3Answer> {
    const number = Number(request.query.get("partNumber"));
    const { folder } = await this.#find(request);
    if (!Number.isInteger(number) || number < 1 || number > maxPartNumber) {
      throw new S3Error(400, "InvalidArgument", "The part number must be between 1 and 10000.");
    }
    const part: Part = { etag: body.md5, size: body.size };
    await rename(body.file, path.join(folder, String(number)));
    await writeFile(path.join(folder, `${number}.json`), JSON.stringify(part));
    return { status: 200, headers: { etag: `"${body.md5}"`, ...body.checksums } };
  }

  async complete(request: S3Request, bucket: BucketFolder, document: string, now: number): Promise<S3Answer> {
    const { folder, upload } = await this.#find(request);
    const parts = await readParts(folder, document);
    const whole = path.join(folder, "whole");
    await rm(whole, { force: true });
    for (const { number } of parts) {
      await pipeline(createReadStream(path.join(folder, String(number))), createWriteStream(whole, { flags: "a" }));
    }
    const md5 = createHash("md5");
    for (const { etag } of parts) md5.update(Buffer.from(etag, "hex"));
    const etag = `${md5.digest("hex")}-${parts.length}`;
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    bucket.putObject(
      request.key,
      whole,
      { size, etag, modifiedAt: now, headers: upload.headers, checksums: {}, tags: upload.tags },
      { precondition: readPrecondition(request) },
    );
    await rm(folder, { recursive: true, force: true });
    const children = [
      textElement("Bucket", request.bucket),
      textElement("Key", request.key),
      textElement("ETag", `"${etag}"`),
    ];
    return { status: 200, xml: parentElement("CompleteMultipartUploadResult", children, s3Namespace) };
  }

  async abort(request: S3Request): Promise<S3Answer> {
    const { folder } = await this.#find(request);
    await rm(folder, { recursive: true, force: true });
    return { status: 204 };
  }

  async list(request: S3Request): Promise<S3Answer> {
    const ids = existsSync(this.#folder) ? await readdir(this.#folder) : [];
    const uploads = await Promise.all(
      ids.sort().map(async (id) => {
        const { key } = await readUpload(path.join(this.#folder, id));
        return parentElement("Upload", [textElement("Key", key), textElement("UploadId", id)]);
      }),
    );
    const children = [textElement("Bucket", request.bucket), textElement("IsTruncated", false), ...uploads];
    return { status: 200, xml: parentElement("ListMultipartUploadsResult", children, s3Namespace) };
  }

  async #find(request: S3Request): Promise<{ folder: string; upload: Upload }> {
    const id = request.query.get("uploadId") ?? "";
    const folder = path.join(this.#folder, id);
    if (/^[0-9a-f]{32}$/.test(id) && existsSync(folder)) {
      const upload = await readUpload(folder);
      if (upload.key === request.key) return { folder, upload };
    }
    throw new S3Error(404, "NoSuchUpload", "The multipart upload does not exist: it was completed or aborted.");
  }
}

async function readUpload(folder: string): Promise<Upload> {
  return Upload.parse(JSON.parse(await readFile(path.join(folder, "upload.json"), "utf8")));
}

/** The parts that the client lists, once they are the ones that it sent. */
async function readParts(folder: string, document: string): Promise<(Part & { number: number })[]> {
  const listed = readBlocks(document, "Part").map((block) => ({
    number: Number(readElements(block, "PartNumber")[0]),
    etag: (readElements(block, "ETag")[0] ?? "").replaceAll('"', ""),
  }));
  if (listed.length === 0) throw new S3Error(400, "MalformedXML", "The list of parts is empty.");
  if (listed.some(({ number }, index) => number <= (listed[index - 1]?.number ?? 0))) {
    throw new S3Error(400, "InvalidPartOrder", "The parts must be listed in ascending order.");
  }
  const parts: (Part & { number: number })[] = [];
  for (const [index, { number, etag }] of listed.entries()) {
    const file = path.join(folder, `${number}.json`);
    const part = existsSync(file) ? Part.parse(JSON.parse(await readFile(file, "utf8"))) : null;
    if (part === null || part.etag !== etag) throw new S3Error(400, "InvalidPart", `Part ${number} was not found.`);
    if (part.size < minPartBytes && index < listed.length - 1) {
      throw new S3Error(400, "EntityTooSmall", `Part ${number} is smaller than 5 MiB, and not the last.`);
    }
    parts.push({ ...part, number });
  }
  return parts;
}
