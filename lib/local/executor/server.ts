import { once } from "node:events";
import http from "node:http";
import { AppError, messageOf } from "@/lib/errors";
import { answerRequest, type DoorAnswer } from "./doors";
import type { Engine } from "./engine";
import { maxRequestBytes } from "./limits";

const host = "127.0.0.1";

export interface Server {
  readonly url: string;
  close(): Promise<void>;
}

/** The HTTP door, on loopback only. */
export async function startServer(engine: Engine, port: number): Promise<Server> {
  const server = http.createServer((request, response) => {
    serve(engine, request)
      .catch((bug: unknown) => {
        engine.log({ level: "error", message: `The executor's door failed: ${messageOf(bug)}` });
        return refuse(500, "The executor failed; its log says why.");
      })
      .then(({ status, body }) => {
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      });
  });
  server.listen(port, host);
  await once(server, "listening").catch((cause: unknown) => {
    throw new AppError("not_configured", `The executor can't listen on ${host}:${port}. Is the port taken?`, { cause });
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://${host}:${address.port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function serve(engine: Engine, request: http.IncomingMessage): Promise<DoorAnswer> {
  const body = await readBody(request);
  if (body === null) return refuse(413, `A request may have ${maxRequestBytes / 1024 ** 2} MiB at most.`);
  try {
    return await answerRequest(engine, {
      method: request.method ?? "GET",
      path: new URL(request.url ?? "/", `http://${host}`).pathname,
      headers: request.headers,
      body,
    });
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return refuse(thrown.code === "unauthenticated" ? 401 : thrown.code === "not_found" ? 404 : 400, thrown.message);
  }
}

/** The SDK reads both the status and the reason out of the body. */
function refuse(status: number, error: string): DoorAnswer {
  return { status, body: { status, error } };
}

async function readBody(request: http.IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    bytes += part.length;
    if (bytes <= maxRequestBytes) parts.push(part);
  }
  return bytes > maxRequestBytes ? null : Buffer.concat(parts).toString("utf8");
}
