import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { messageOf } from "@/lib/errors";
import { type Answer, type Reply, replyJson } from "@/lib/local/hubspot-sandbox/http/answer";

export interface DoorRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Door = (request: DoorRequest) => Promise<Answer>;

export interface Listener {
  readonly url: string;
  close(): Promise<void>;
}

const host = "127.0.0.1";
const maxBodyBytes = 32 * 1024 * 1024;
/** Longer than any client keeps an idle connection, so that a reused one is never closed under its feet. */
const keepAliveMs = 75_000;

export async function listen(port: number, door: Door): Promise<Listener> {
  const server = createServer((request, response) => {
    serve(request, response, door).catch((bug: unknown) => {
      if (response.headersSent) return void response.destroy();
      send(response, replyJson(500, { status: "error", message: `The sandbox failed: ${messageOf(bug)}` }));
    });
  });
  server.keepAliveTimeout = keepAliveMs;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://${host}:${address.port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((failure) => (failure ? reject(failure) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, door: Door): Promise<void> {
  const body = await readBody(request);
  if (body === null) return send(response, replyJson(413, { status: "error", message: "The body is too large." }));
  const answer = await door({
    method: request.method ?? "GET",
    url: new URL(request.url ?? "/", `http://${request.headers.host ?? host}`),
    headers: request.headers,
    body,
  });
  switch (answer.kind) {
    case "reply":
      send(response, answer);
      break;
    case "reset":
      request.socket.resetAndDestroy();
      break;
    case "hang":
      break;
    case "half":
      sendHalf(request, response, answer.reply);
      break;
    default:
      answer satisfies never;
  }
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    bytes += part.length;
    if (bytes <= maxBodyBytes) parts.push(part);
  }
  return bytes > maxBodyBytes ? null : Buffer.concat(parts).toString("utf8");
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { ...reply.headers, "content-length": Buffer.byteLength(reply.body) });
  response.end(reply.body);
}

function sendHalf(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, "content-length": body.length });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => request.socket.destroy());
}
