import { once } from "node:events";
import net from "node:net";
import tls from "node:tls";
import { onTestFinished } from "vitest";
import type { PostgresConfig } from "@/lib/sources/postgres/config";
import { localhostCertificate, localhostKey } from "@/lib/sources/postgres/testing/certificate";

type Handle = (socket: net.Socket, firstBytes: Buffer, target: net.NetConnectOpts) => void;

/** A server with TLS in front of one without. */
export function startTlsProxy(target: PostgresConfig): Promise<PostgresConfig> {
  return startProxy(target, (socket, _sslRequest, options) => {
    socket.write("S");
    const secure = new tls.TLSSocket(socket, { isServer: true, key: localhostKey, cert: localhostCertificate });
    join(secure, net.connect(options));
  });
}

/** Refuses options at the start, as PgBouncer does. */
export function startPooler(target: PostgresConfig): Promise<PostgresConfig> {
  return startProxy(target, (socket, startup, options) => {
    if (startup.includes("\0options\0")) {
      socket.end(writeError({ S: "FATAL", C: "08P01", M: "unsupported startup parameter: options" }));
      return;
    }
    const upstream = net.connect(options);
    upstream.write(startup);
    join(socket, upstream);
  });
}

async function startProxy(target: PostgresConfig, handle: Handle): Promise<PostgresConfig> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("data", (firstBytes) => {
      socket.pause();
      handle(socket, firstBytes, { host: target.host, port: target.port });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  return { ...target, host: "localhost", port: address.port };
}

function join(near: net.Socket, far: net.Socket): void {
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    one.on("error", () => other.destroy());
    one.on("close", () => other.destroy());
    one.pipe(other);
  }
}

function writeError(fields: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.from(
    `${Object.entries(fields)
      .map(([type, text]) => `${type}${text}\0`)
      .join("")}\0`,
  );
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
