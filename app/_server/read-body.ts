import { AppError } from "@/lib/errors";
import { isStorable, unstorableText } from "./is-storable";

const MAX_BYTES = 1024 * 1024;

/** The JSON of a request's body, 1 MB at the most. */
export async function readBody(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw new AppError("invalid_input", "Send the body as JSON, with `Content-Type: application/json`.");
  }
  const body = parseJson(await readText(request));
  if (isStorable(body)) return body;
  throw new AppError("invalid_input", unstorableText);
}

async function readText({ body }: Request): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  // TypeScript's browser types don't know that a stream can be iterated; Node's can.
  const chunks = (body ?? []) as AsyncIterable<Uint8Array>;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new AppError("invalid_input", "The body is larger than 1 MB.");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("invalid_input", "The body is not JSON.", { cause });
  }
}
