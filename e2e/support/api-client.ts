import type { z } from "zod";
import type { BodyInput, Operation, ParamsOf } from "@/lib/api/operations/operation";
import { ProblemDetails } from "@/lib/api/problem-schema";

export interface Asked<O extends Operation> {
  readonly params?: ParamsOf<O["path"]>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInput<O>;
  /** A body that is a file, as a table. */
  readonly file?: string;
}

/** Calls /api/v1 by its table of operations, as a machine with a key would. */
export class ApiClient {
  constructor(
    private readonly appUrl: string,
    private readonly key: string,
  ) {}

  /** The answer, which has the status and the shape that are documented. */
  async call<O extends Operation>(operation: O, asked: Asked<O> = {}): Promise<AnswerParsed<O>> {
    const response = await this.send(operation, asked);
    if (response.status !== operation.status) {
      throw new Error(`${operation.method} ${operation.path} answered ${response.status}: ${await response.text()}`);
    }
    const answer = operation.answer ? operation.answer.parse(await response.json()) : null;
    return answer as AnswerParsed<O>;
  }

  /** The status and the code of a refusal. */
  async refuse<O extends Operation>(operation: O, asked: Asked<O> = {}): Promise<string> {
    return readRefusal(await this.send(operation, asked));
  }

  send<O extends Operation>({ method, path }: O, { params, query, headers, body, file }: Asked<O>): Promise<Response> {
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(Object(params)[name]));
    const search = query ? `?${new URLSearchParams(query)}` : "";
    return fetch(`${this.appUrl}/api/v1${filled}${search}`, {
      method,
      redirect: "manual",
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(file === undefined ? {} : { "content-type": "text/csv" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(file === undefined ? {} : { body: file }),
    });
  }
}

type AnswerParsed<O extends Operation> = O["answer"] extends z.ZodType ? z.infer<O["answer"]> : null;

/** `409 conflict`, of an answer that is a problem in the form that is documented. */
export async function readRefusal(response: Response): Promise<string> {
  const type = response.headers.get("content-type");
  if (type !== "application/problem+json") throw new Error(`${response.status} came as ${type}.`);
  const { status, code } = ProblemDetails.parse(await response.json());
  return `${status === response.status ? status : "unlike"} ${code}`;
}
