import http from "node:http";
import https from "node:https";
import { limits } from "./limits";

export interface AppRequest {
  readonly method: "POST" | "PUT";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

export interface AppReply {
  readonly kind: "reply";
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Either the app's whole reply, or why there is none. */
export type AppAnswer =
  | AppReply
  /** Nobody listens: the app is down, or on its way up. */
  | { readonly kind: "unreachable"; readonly reason: string }
  /** The connection ended before the reply did: the app went away during the call. */
  | { readonly kind: "broken"; readonly reason: string }
  | { readonly kind: "too_late" | "too_large" | "abandoned" };

/**
 * One request to the app. Not `fetch`: that gives up after five minutes without an answer, and a step may take two
 * hours. Every call has a connection of its own, so that a reset always means the app and never a stale connection.
 */
export function callApp({ method, url, headers, body, signal, timeoutMs }: AppRequest): Promise<AppAnswer> {
  return new Promise((resolve) => {
    let hasConnected = false;
    const { request: send } = new URL(url).protocol === "https:" ? https : http;
    const request = send(url, {
      method,
      agent: false,
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
    });
    const timer = setTimeout(() => settle({ kind: "too_late" }), timeoutMs);
    const abandon = () => settle({ kind: "abandoned" });
    const settle = (answer: AppAnswer) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abandon);
      resolve(answer);
      if (answer.kind !== "reply") request.destroy();
    };
    const fail = ({ message }: Error) => settle({ kind: hasConnected ? "broken" : "unreachable", reason: message });
    signal.addEventListener("abort", abandon);
    if (signal.aborted) abandon();
    request.on("socket", (socket) => socket.once("connect", () => (hasConnected = true)));
    request.on("error", fail);
    request.on("response", (response) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      response.on("data", (part: Buffer) => {
        bytes += part.length;
        if (bytes > limits.answerBytes) return settle({ kind: "too_large" });
        parts.push(part);
      });
      response.on("error", fail);
      response.on("end", () => {
        const { statusCode: status = 0, headers: replied } = response;
        settle({ kind: "reply", status, headers: replied, body: Buffer.concat(parts) });
      });
    });
    request.end(body);
  });
}

export function getHeader(reply: AppReply, name: string): string | null {
  const value = reply.headers[name];
  return typeof value === "string" ? value : null;
}
