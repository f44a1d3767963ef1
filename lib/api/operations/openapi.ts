import { z } from "zod";
import { namedAnswers, namedInputs, type Registry } from "./named-schemas";
import type { Operation } from "./operation";
import { operations } from "./operations";

type Json = Record<string, unknown>;

const SCHEMAS = "#/components/schemas/";

/** What /api/v1 takes and answers, as an OpenAPI 3.1 document: made from the schemas that the doors parse by. */
export function createOpenApi(): Json {
  const paths: Record<string, Json> = {};
  for (const [id, operation] of Object.entries<Operation>(operations)) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: describe(id, operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Sluice",
      version: "1",
      description:
        "Syncs rows from databases to HubSpot and accounts for every row. Errors are problem+json (RFC 9457) with a `code`.",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ apiKey: [] }],
    tags: ["sources", "portals", "storage", "syncs", "runs", "causes", "instance"].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "A key from the console: Settings, API keys." },
      },
      responses: {
        Problem: {
          description: "It was refused, or it failed: `code` says why, `detail` says it to people.",
          content: { "application/problem+json": { schema: { $ref: `${SCHEMAS}ProblemDetails` } } },
        },
        Throttled: {
          description: "The key has spent its calls of this minute.",
          headers: { "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } } },
          content: { "application/problem+json": { schema: { $ref: `${SCHEMAS}ProblemDetails` } } },
        },
      },
      schemas: { ...convertNamed(namedInputs, "input"), ...convertNamed(namedAnswers, "output") },
    },
  };
}

function describe(id: string, operation: Operation): Json {
  const { tag, summary, description, role } = operation;
  const needs = role === null ? "Needs no key." : `Needs the role ${role}.`;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [description, needs].filter(Boolean).join(" "),
    ...(role === null ? { security: [] } : {}),
    parameters: listParameters(operation),
    ...describeBody(operation),
    responses: {
      [operation.status]: describeSuccess(operation),
      ...(role === null ? {} : { 429: { $ref: "#/components/responses/Throttled" } }),
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

function describeBody({ body, takesFile }: Operation): Json {
  if (takesFile) {
    const content = Object.fromEntries(
      takesFile.map((type) => [type, { schema: { type: "string", format: "binary" } }]),
    );
    return { requestBody: { required: true, content } };
  }
  if (!body) return {};
  const content = { "application/json": { schema: convertInput(body) } };
  return { requestBody: { required: !body.safeParse(null).success, content } };
}

function describeSuccess({ status, answer, file }: Operation): Json {
  if (file) {
    const content = Object.fromEntries(file.map((type) => [type, { schema: { type: "string" } }]));
    return { description: "The file, as an attachment.", content };
  }
  if (!answer) return { description: "Done." };
  const schema = convert(answer, namedAnswers, "output");
  return { description: status === 201 ? "Made." : "Found.", content: { "application/json": { schema } } };
}

function listParameters({ path, query, headers }: Operation): Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  return [...inPath, ...listProperties(query, "query"), ...listProperties(headers, "header")];
}

function listProperties(schema: z.ZodObject | undefined, place: "query" | "header"): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, part]) => {
    const { description, ...type } = convertInput(part);
    const isRequired = !z.safeParse(part, undefined).success;
    return { name, in: place, required: isRequired, ...(description ? { description } : {}), schema: type };
  });
}

const convertInput = (schema: z.core.$ZodType): Json => convert(schema, namedInputs, "input");

function convert(schema: z.core.$ZodType, registry: Registry, io: "input" | "output"): Json {
  const named = registry.get(schema);
  if (named) return { $ref: `${SCHEMAS}${named.id}` };
  const {
    $schema: _,
    $defs: __,
    ...converted
  } = z.toJSONSchema(schema, { metadata: registry, io, override: simplify });
  return Json.parse(JSON.parse(JSON.stringify(converted).replaceAll('"#/$defs/', `"${SCHEMAS}`)));
}

const Json = z.record(z.string(), z.unknown());

function convertNamed(registry: Registry, io: "input" | "output"): Record<string, Json> {
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `${SCHEMAS}${id}`, io, override: simplify });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema as Json]),
  );
}

function simplify({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: z.core.JSONSchema.BaseSchema }) {
  // Named schemas are looked up in registries of their own, descriptions are kept in the global one.
  const description = z.globalRegistry.get(zodSchema)?.description;
  if (description !== undefined) jsonSchema.description = description;
  // The format says it; the pattern of a date has 300 characters.
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  // Later versions answer more: a caller that checks by this document must not refuse them.
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}
