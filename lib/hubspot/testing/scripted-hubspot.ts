import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export interface ScriptedRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | null;
  readonly contentType: string | null;
  /** JSON where the body was JSON, else its text. */
  readonly body: unknown;
}

export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  /** `hang` never answers, `reset` drops the connection, `cut` drops it in the middle of the body. */
  readonly fault?: "hang" | "reset" | "cut";
}

export interface ScriptedHubSpot {
  readonly url: string;
  readonly requests: readonly ScriptedRequest[];
  /** Answers every request from now on. */
  answer(script: (request: ScriptedRequest) => ScriptedAnswer | Promise<ScriptedAnswer>): void;
  /** Answers the next requests one by one; one too many is a 500 that says so. */
  answerInTurn(...answers: readonly ScriptedAnswer[]): void;
  stop(): Promise<void>;
}

/** A real HTTP server on loopback that says what a test tells it to. */
export async function startScriptedHubSpot(): Promise<ScriptedHubSpot> {
  const requests: ScriptedRequest[] = [];
  let script: (request: ScriptedRequest) => ScriptedAnswer | Promise<ScriptedAnswer> = () => notScripted;
  const server = createServer(async (incoming, response) => {
    const request = await readRequest(incoming);
    requests.push(request);
    send(response, await script(request));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answer(next) {
      script = next;
    },
    answerInTurn(...answers) {
      const left = [...answers];
      script = () => left.shift() ?? notScripted;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const notScripted: ScriptedAnswer = { status: 500, text: "The test scripted no answer for this request." };

async function readRequest(incoming: IncomingMessage): Promise<ScriptedRequest> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece);
  const text = Buffer.concat(pieces).toString("utf8");
  const { authorization = null, "content-type": contentType = null } = incoming.headers;
  const body = contentType === "application/json" ? JSON.parse(text) : text;
  return { method: incoming.method ?? "", path: incoming.url ?? "", authorization, contentType, body };
}

function send(response: ServerResponse, { status = 200, headers = {}, json, text, fault }: ScriptedAnswer): void {
  if (fault === "hang") return;
  if (fault === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  const body = json === undefined ? (text ?? "") : JSON.stringify(json);
  response.writeHead(status, {
    "content-type": json === undefined ? "text/html" : "application/json",
    ...(fault === "cut" ? { "content-length": String(Buffer.byteLength(body)) } : {}),
    ...headers,
  });
  if (fault !== "cut") {
    response.end(body);
    return;
  }
  response.write(body.slice(0, body.length / 2), () => response.destroy());
}
