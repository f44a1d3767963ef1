import { messageOf } from "@/lib/errors";

/** The call got no answer, or only a piece of one. Whether it was carried out is unknown. */
export class TransportFault extends Error {
  override readonly name = "TransportFault";
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
  readonly timeoutMs: number;
}

// The biggest answers, the properties of an object type with all their options, have some megabytes.
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** One HTTP call, answer and all, within `timeoutMs`. Throws `TransportFault`. Never follows a redirect with a token. */
export async function exchange({ method, url, headers, body, timeoutMs }: Exchange): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method,
      headers,
      body,
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, headers: response.headers, text: await readText(response) };
  } catch (error) {
    throw new TransportFault(describeFault(error, timeoutMs), { cause: error });
  }
}

async function readText(response: Response): Promise<string> {
  if (!response.body) return "";
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body) {
    bytes += piece.byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw new Error(`the answer is larger than ${MAX_ANSWER_BYTES} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function describeFault(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === "TimeoutError") return `no answer within ${timeoutMs / 1000} s`;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause ? `${messageOf(error)}: ${messageOf(cause)}` : messageOf(error);
}

/** The answer's JSON, or `undefined` where it isn't JSON: a proxy's HTML page, half a body, nothing. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
