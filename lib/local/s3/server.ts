import { once } from "node:events";
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import type { Guard } from "./access";
import type { S3Role } from "./assume-role";
import { BucketList } from "./bucket-list";
import { KeyRing, type S3Credentials } from "./key-ring";
import { route, type S3Context } from "./routes";
import { describeError, sendAnswer } from "./s3-answer";
import { S3Error } from "./s3-error";
import { readRequest } from "./s3-request";

export interface StartS3Server {
  /** Where the buckets live. One server at a time may use it. */
  dir: string;
  /** Any free one without it. */
  port?: number;
  host?: string;
  credentials: readonly S3Credentials[];
  roles?: readonly S3Role[];
  /** Asked before anything is done: a policy, or a fault. */
  guard?: Guard;
  /** Where buckets are; one that isn't named is wherever it is looked for. */
  regions?: Readonly<Record<string, string>>;
  /** The ids of the KMS keys that there are. */
  kmsKeys?: readonly string[];
  now?: () => number;
}

export interface S3Server {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts an S3 server that keeps its objects in a folder. It verifies signatures, expiry and checksums as S3 does, so
 * that what works against it works against S3. Path-style addresses only.
 */
export async function startS3Server({
  dir,
  port = 0,
  host = "127.0.0.1",
  credentials,
  roles = [],
  guard = () => null,
  regions = {},
  kmsKeys = [],
  now = Date.now,
}: StartS3Server): Promise<S3Server> {
  const context: S3Context = {
    buckets: new BucketList(path.join(dir, "buckets")),
    keys: new KeyRing(credentials, now),
    roles,
    guard,
    regions,
    kmsKeys,
    incoming: path.join(dir, "incoming"),
    now,
  };
  removeAbandoned(context.incoming);
  const server = http.createServer((message, response) => void answer(message, response, context));
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The S3 server has no address.");
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function answer(message: http.IncomingMessage, response: http.ServerResponse, context: S3Context) {
  const manner = { isHead: message.method === "HEAD", now: context.now() };
  try {
    await sendAnswer(response, await route(readRequest(message), context), manner);
  } catch (thrown) {
    if (message.destroyed && !message.complete) return; // the client has gone
    if (response.headersSent) {
      response.destroy();
      return;
    }
    message.resume(); // or the client would wait for us to read what it sends
    await sendAnswer(response, describeError(toS3Error(thrown)), manner);
  }
}

function toS3Error(thrown: unknown): S3Error {
  if (thrown instanceof S3Error) return thrown;
  process.emitWarning(thrown instanceof Error ? thrown : new Error(String(thrown)));
  return new S3Error(500, "InternalError", "We encountered an internal error. Please try again.");
}

/** Bodies that a server which was killed had not yet received whole. */
function removeAbandoned(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const dayAgo = Date.now() - 24 * 3600 * 1000;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (statSync(file).mtimeMs < dayAgo) rmSync(file, { force: true });
  }
}
