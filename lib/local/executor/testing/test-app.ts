import { once } from "node:events";
import http from "node:http";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";
import { type Executor, type ExecutorOptions, startExecutor } from "@/lib/local/executor/start";
import { createJournal, type Journal } from "./journal";
import type { Answer } from "./run-log";

export const testKeys = { eventKey: "test-event-key", signingKey: `signkey-prod-${"0123abcd".repeat(8)}` };

const silent = { info() {}, warn() {}, error() {}, debug() {} };

export type MakeFunctions = (inngest: Inngest, journal: Journal) => InngestFunction.Any[];

export interface Identity {
  readonly id: string;
  readonly eventKey: string;
  readonly signingKey: string;
}

export interface TestApp {
  readonly url: string;
  readonly journal: Journal;
  /** Serves the functions, with calls that go to the executor at this address. */
  serveFunctions(executorUrl: string, makeFunctions: MakeFunctions, identity?: Partial<Identity>): Inngest;
  /** Hears every answer to a call, once it has been sent. */
  onAnswer(hear: (answer: Answer) => void): void;
  /** Stands between the executor and the app: true where it has dealt with the request itself. */
  intercept(handle: ((request: http.IncomingMessage, response: http.ServerResponse) => boolean) | null): void;
  /** Stops listening, cutting off whatever is under way. */
  goDown(): Promise<void>;
  /** Listens again, on the same port. */
  comeUp(): Promise<void>;
}

/** A real app: the SDK's own handler in cloud mode, on a loopback port of its own unless one is named. */
export async function startTestApp(port = 0): Promise<TestApp> {
  let handle: http.RequestListener = (_request, response) => void response.writeHead(404).end();
  let interceptor: ((request: http.IncomingMessage, response: http.ServerResponse) => boolean) | null = null;
  let hearAnswer: (answer: Answer) => void = () => {};
  const journal = createJournal();
  let server = await listen();

  async function listen(): Promise<http.Server> {
    const next = http.createServer((request, response) => {
      watchAnswer(request, response, (answer) => hearAnswer(answer));
      if (interceptor?.(request, response) === true) return;
      handle(request, response);
    });
    next.listen(port, "127.0.0.1");
    await once(next, "listening");
    const address = next.address();
    if (address === null || typeof address === "string") throw new Error("The app has no port.");
    port = address.port;
    return next;
  }

  return {
    url: `http://127.0.0.1:${port}/api/inngest`,
    journal,
    serveFunctions(executorUrl, makeFunctions, identity = {}) {
      const inngest = new Inngest({
        id: "app",
        ...testKeys,
        ...identity,
        baseUrl: executorUrl,
        isDev: false,
        logger: silent,
      });
      handle = serve({ client: inngest, functions: makeFunctions(inngest, journal) });
      return inngest;
    },
    onAnswer(hear) {
      hearAnswer = hear;
    },
    intercept(next) {
      interceptor = next;
    },
    async goDown() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
    async comeUp() {
      server = await listen();
    },
  };
}

/** The SDK answers each call with one `end`, and the call names its run in a header. */
function watchAnswer(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  hear: (answer: Answer) => void,
): void {
  const runId = request.headers["x-run-id"];
  if (typeof runId !== "string") return;
  const end = response.end.bind(response);
  response.end = (body?: unknown) => {
    response.once("finish", () => hear({ runId, status: response.statusCode, body: String(body ?? "") }));
    return end(body);
  };
}

export function startTestExecutor(
  options: Partial<ExecutorOptions> & Pick<ExecutorOptions, "databaseUrl" | "appUrl">,
): Promise<Executor> {
  return startExecutor({ ...testKeys, backoffMs: () => 20, concurrentCalls: 24, ...options });
}
