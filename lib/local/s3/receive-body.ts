import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AwsChunkedDecoder } from "./aws-chunked";
import { type Digest, isChecksumHeader, makeDigest } from "./checksums";
import { S3Error } from "./s3-error";
import type { S3Request } from "./s3-request";

export interface ReceivedBody {
  readonly file: string;
  readonly size: number;
  readonly md5: string;
  /** The `x-amz-checksum-*` headers that came with it, and were right. */
  readonly checksums: Readonly<Record<string, string>>;
}

export const streamingTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

/**
 * Writes the request's body to a new file in the folder and compares it with every length, hash and checksum that came
 * with it. Throws an `S3Error`, and leaves no file, where one doesn't fit.
 */
export async function receiveBody(request: S3Request, payloadHash: string, folder: string): Promise<ReceivedBody> {
  const expected = readExpectedChecksums(request);
  const measure = new Measure([...expected.keys()], /^[0-9a-f]{64}$/.test(payloadHash));
  const decoder = payloadHash === streamingTrailer ? new AwsChunkedDecoder() : null;
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, randomUUID());
  try {
    const target = createWriteStream(file, { flags: "wx" });
    // As an iterator, so that a body that is refused half-way doesn't take the connection, and the answer, with it.
    const source = request.body.iterator({ destroyOnReturn: false });
    await (decoder ? pipeline(source, decoder, measure, target) : pipeline(source, measure, target));
    for (const [name, value] of decoder?.trailers ?? []) if (expected.has(name)) expected.set(name, value);
    const checksums = measure.check(expected, payloadHash, request.header("x-amz-decoded-content-length"));
    return { file, size: measure.size, md5: measure.md5(), checksums };
  } catch (thrown) {
    await rm(file, { force: true });
    throw thrown;
  }
}

/** By header; null for one that will come in the trailer. */
function readExpectedChecksums(request: S3Request): Map<string, string | null> {
  const expected = new Map<string, string | null>();
  for (const name of request.headerNames.filter(isChecksumHeader)) expected.set(name, request.header(name) ?? null);
  const trailer = request.header("x-amz-trailer")?.toLowerCase();
  if (trailer !== undefined) expected.set(trailer, null);
  return expected;
}

/** Passes bytes on, and measures them on the way. */
class Measure extends Transform {
  size = 0;
  readonly #md5 = createHash("md5");
  readonly #sha256: ReturnType<typeof createHash> | null;
  readonly #digests: ReadonlyMap<string, Digest>;

  constructor(checksums: readonly string[], isPayloadSigned: boolean) {
    super();
    this.#sha256 = isPayloadSigned ? createHash("sha256") : null;
    this.#digests = new Map(checksums.map((name) => [name, needDigest(name)]));
  }

  override _transform(bytes: Buffer, _encoding: BufferEncoding, done: (error: null, bytes: Buffer) => void): void {
    this.size += bytes.length;
    this.#md5.update(bytes);
    this.#sha256?.update(bytes);
    for (const digest of this.#digests.values()) digest.update(bytes);
    done(null, bytes);
  }

  md5(): string {
    return this.#md5.digest("hex");
  }

  check(expected: ReadonlyMap<string, string | null>, payloadHash: string, decodedLength: string | undefined) {
    if (decodedLength !== undefined && Number(decodedLength) !== this.size) {
      throw new S3Error(400, "IncompleteBody", "The body hasn't the length that was declared.");
    }
    if (this.#sha256 && this.#sha256.digest("hex") !== payloadHash) {
      throw new S3Error(400, "XAmzContentSHA256Mismatch", "The body hasn't the hash that was signed.");
    }
    const kept: Record<string, string> = {};
    for (const [name, digest] of this.#digests) {
      const actual = digest.base64();
      if (expected.get(name) !== actual) throw new S3Error(400, "BadDigest", `The body hasn't the declared ${name}.`);
      if (name !== "content-md5") kept[name] = actual;
    }
    return kept;
  }
}

function needDigest(name: string): Digest {
  const digest = makeDigest(name);
  if (digest === null) throw new S3Error(501, "NotImplemented", `The checksum ${name} is not supported here.`);
  return digest;
}
