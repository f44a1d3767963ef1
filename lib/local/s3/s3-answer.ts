import { randomBytes } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { S3Error } from "./s3-error";
import { parentElement, textElement } from "./xml";

/** What a route answers. */
export interface S3Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly xml?: string;
  /** The bytes of an object, from `start` to `end`, both included. Closed after they are sent. */
  readonly bytes?: { readonly handle: FileHandle; readonly start: number; readonly end: number };
}

export async function sendAnswer(
  response: ServerResponse,
  answer: S3Answer,
  { isHead, now }: { isHead: boolean; now: number },
): Promise<void> {
  const body = answer.xml === undefined ? "" : `<?xml version="1.0" encoding="UTF-8"?>\n${answer.xml}`;
  response.writeHead(answer.status, {
    "x-amz-request-id": randomBytes(8).toString("hex"),
    // By the clock that signatures are checked by.
    date: new Date(now).toUTCString(),
    ...(answer.xml === undefined ? {} : { "content-type": "application/xml" }),
    ...(answer.bytes || answer.status === 204 ? {} : { "content-length": String(Buffer.byteLength(body)) }),
    ...answer.headers,
  });
  if (answer.bytes === undefined) {
    response.end(isHead ? "" : body);
    return;
  }
  const { handle, start, end } = answer.bytes;
  if (isHead || end < start) {
    await handle.close();
    response.end();
    return;
  }
  await pipeline(handle.createReadStream({ start, end }), response);
}

export function describeError(error: S3Error): S3Answer {
  const details = Object.entries(error.details).map(([name, text]) => textElement(name, text));
  const children = [textElement("Code", error.code), textElement("Message", error.message), ...details];
  const { Region } = error.details;
  return {
    status: error.status,
    xml: parentElement("Error", children),
    ...(Region === undefined ? {} : { headers: { "x-amz-bucket-region": Region } }),
  };
}
