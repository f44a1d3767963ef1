import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createOpenApi } from "./openapi";
import type { Operation } from "./operation";
import { operations } from "./operations";

const root = path.resolve(import.meta.dirname, "../../..");
const doors = path.join(root, "app/api/v1");
const entries = Object.entries<Operation>(operations);
const document = createOpenApi();

/** `GET /runs/{runId} getRun` for every method that a route file exports. */
function listRoutes(): string[] {
  const files = readdirSync(doors, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith("route.ts"));
  return files.flatMap((file) => {
    const address = `/${path.dirname(file).split(path.sep).join("/")}`.replaceAll(/\[(\w+)\]/g, "{$1}");
    if (address === "/[...path]") return [];
    const text = readFileSync(path.join(doors, file), "utf8");
    const methods = [...text.matchAll(/^export (?:const|function|async function) ([A-Z]+)\b/gm)];
    return methods.map(({ 1: method, index }) => {
      const name = /createRoute\(\s*operations\.(\w+)|^export function/.exec(text.slice(index))?.[1];
      return `${method} ${address} ${name ?? "getOpenApi"}`;
    });
  });
}

test("every door of /api/v1 is an operation, every operation has a door, and they agree on method and path", () => {
  expect(listRoutes().toSorted()).toEqual(
    entries.map(([id, { method, path }]) => `${method} ${path} ${id}`).toSorted(),
  );
});

function* walk(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield z.record(z.string(), z.unknown()).parse(value);
  for (const inner of Object.values(value)) yield* walk(inner);
}

test("every reference of the document leads somewhere, and everything that has a name is used", () => {
  const references = new Set(
    [...walk(document)].flatMap(({ $ref }) => (typeof $ref === "string" ? [$ref.replace("#/", "").split("/")] : [])),
  );
  expect(references.size).toBeGreaterThan(20);
  for (const reference of references) {
    const found = reference.reduce<unknown>((place, key) => Object(place)[key], document);
    expect(found, reference.join("/")).toBeTypeOf("object");
  }
  const Named = z.object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) });
  const used = new Set([...references].map((reference) => reference.at(-1)));
  const unused = Object.keys(Named.parse(document).components.schemas).filter((name) => !used.has(name));
  expect(unused).toEqual([]);
});

const Parameter = z.strictObject({
  name: z.string(),
  in: z.enum(["path", "query", "header"]),
  required: z.boolean(),
  description: z.string().optional(),
  schema: z.looseObject({ type: z.string() }),
});
const Content = z.record(
  z.string(),
  z.strictObject({ schema: z.record(z.string(), z.unknown()).refine((schema) => Object.keys(schema).length > 0) }),
);
const Answered = z.union([
  z.strictObject({ $ref: z.string() }),
  z.strictObject({
    description: z.string(),
    headers: z.record(z.string(), z.object({})).optional(),
    content: Content.optional(),
  }),
]);
const Described = z.strictObject({
  operationId: z.string(),
  tags: z.array(z.string()).length(1),
  summary: z.string().regex(/^[A-Z].*[^.]$/),
  description: z.string().regex(/\.$/),
  security: z.array(z.never()).optional(),
  parameters: z.array(Parameter),
  requestBody: z.strictObject({ required: z.boolean(), content: Content }).optional(),
  responses: z.record(z.string().regex(/^(\d{3}|default)$/), Answered),
});
const OpenApi = z.looseObject({
  openapi: z.literal("3.1.0"),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string().startsWith("/"), z.partialRecord(z.enum(["get", "post", "put", "delete"]), Described)),
});

test("the document has the shape of OpenAPI 3.1, and every path names its parameters", () => {
  const { paths } = OpenApi.parse(document);
  const described = Object.entries(paths).flatMap(([address, item]) =>
    Object.values(item).map(({ operationId, parameters }) => ({ address, operationId, parameters })),
  );
  expect(described.map(({ operationId }) => operationId).toSorted()).toEqual(entries.map(([id]) => id).toSorted());
  for (const { address, parameters } of described) {
    const inPath = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => `{${name}}`);
    expect(address.match(/\{\w+\}/g) ?? []).toEqual(inPath);
  }
});

test("a parameter is described, and so is a field that says something of itself", () => {
  const { paths } = OpenApi.parse(document);
  const { parameters, requestBody } = paths["/runs"]?.post ?? {};
  expect(parameters?.[0]).toMatchObject({ name: "idempotency-key", description: expect.stringContaining("unique") });
  expect(requestBody?.content["application/json"]?.schema).toMatchObject({
    properties: { syncId: { description: "The sync to run." } },
  });
});

test("a body is required, unless the door takes a request without one", () => {
  const { paths } = OpenApi.parse(document);
  const bodies = Object.values(paths).flatMap((item) =>
    Object.values(item).flatMap(({ requestBody }) => requestBody ?? []),
  );
  expect(bodies.filter(({ required }) => required).length).toBeGreaterThan(10);
  expect(bodies.filter(({ required }) => !required)).toEqual([
    paths["/syncs/{syncId}/plan"]?.post?.requestBody,
    paths["/runs/{runId}/retry"]?.post?.requestBody,
  ]);
});

test("no schema keeps to a dialect or a place of its own, or is empty", () => {
  for (const part of walk(document)) {
    expect(Object.keys(part)).not.toContain("$schema");
    expect(Object.keys(part)).not.toContain("$defs");
    expect(Object.keys(part)).not.toContain("$id");
  }
});

describe("docs/api.md", () => {
  const text = readFileSync(path.join(root, "docs/api.md"), "utf8");

  test("has a call for every operation, and calls nothing else", () => {
    const called = [...text.matchAll(/^curl .*?"\$SLUICE\/api\/v1(\/[^"?]*)/gms)].map(
      ({ 0: command, 1: address = "" }) => {
        const method = /-X (\w+)/.exec(command)?.[1] ?? (/--json|-d /.test(command) ? "POST" : "GET");
        return { method, address };
      },
    );
    expect(called.length).toBeGreaterThan(20);
    const matches = ({ path: template, method }: Operation, call: (typeof called)[number]) =>
      call.method === method && new RegExp(`^${template.replaceAll(/\{\w+\}/g, "\\$[A-Z_]+")}$`).test(call.address);
    expect(entries.filter(([, one]) => !called.some((call) => matches(one, call))).map(([id]) => id)).toEqual([]);
    expect(called.filter((call) => !entries.some(([, one]) => matches(one, call)))).toEqual([]);
  });

  test("names every operation with the role that it needs", () => {
    const rows = [...text.matchAll(/^\| `(GET|POST|PUT|DELETE) ([^`]+)` \| [^|]+ \| (\w+|—) \|$/gm)];
    expect(rows.map(([, method, address, role]) => `${method} ${address} ${role}`).toSorted()).toEqual(
      entries.map(([, one]) => `${one.method} ${one.path} ${one.role ?? "—"}`).toSorted(),
    );
  });
});
