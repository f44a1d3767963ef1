import type { IncomingMessage } from "node:http";
import { S3Error } from "./s3-error";

/** A request as it came in, taken apart, not yet trusted. */
export interface S3Request {
  readonly method: string;
  /** The path and the query as they were sent: what the signature covers. */
  readonly rawPath: string;
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  /** Empty in requests that are about no bucket, or no object. */
  readonly bucket: string;
  readonly key: string;
  readonly body: IncomingMessage;
  header(name: string): string | undefined;
  readonly headerNames: readonly string[];
}

/** Takes a path-style request apart. By hand, since URL parsers resolve `..`, which is a fine object key. */
export function readRequest(message: IncomingMessage): S3Request {
  const target = message.url ?? "/";
  const queryAt = target.indexOf("?");
  const rawPath = queryAt < 0 ? target : target.slice(0, queryAt);
  const rawQuery = queryAt < 0 ? "" : target.slice(queryAt + 1);
  const slashAt = rawPath.indexOf("/", 1);
  return {
    method: message.method ?? "GET",
    rawPath,
    rawQuery,
    query: new URLSearchParams(rawQuery),
    bucket: decode(slashAt < 0 ? rawPath.slice(1) : rawPath.slice(1, slashAt)),
    key: slashAt < 0 ? "" : decode(rawPath.slice(slashAt + 1)),
    body: message,
    header: (name) => {
      const value = message.headers[name];
      return Array.isArray(value) ? value.join(",") : value;
    },
    headerNames: Object.keys(message.headers),
  };
}

/** Percent-decoding that refuses what isn't UTF-8. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error(400, "InvalidURI", "Couldn't parse the specified URI.");
  }
}

/** The whole body, for requests that carry a small document. */
export async function readSmallBody(request: S3Request, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request.body) {
    const bytes: Buffer = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
    size += bytes.length;
    if (size > maxBytes) throw new S3Error(400, "EntityTooLarge", "The document is larger than it may be.");
    pieces.push(bytes);
  }
  return Buffer.concat(pieces);
}
