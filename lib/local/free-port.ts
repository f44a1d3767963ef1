import { randomInt } from "node:crypto";
import { once } from "node:events";
import net from "node:net";

/** A loopback port that nobody listens on: the preferred one where it is free. */
export async function findFreePort(preferred: number | null = null): Promise<number> {
  if (preferred !== null && (await isPortFree(preferred))) return preferred;
  const port = await listenOnce(0);
  if (port === null) throw new Error("The system gave out no free port.");
  return port;
}

/**
 * A port for what begins to listen some seconds later: below those of outgoing connections, one of which could take it
 * meanwhile.
 */
export function findLaterPort(): Promise<number> {
  return findFreePort(randomInt(20_000, 32_000));
}

export async function isPortFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== null;
}

async function listenOnce(port: number): Promise<number | null> {
  const server = net.createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return null;
  }
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : null;
}
