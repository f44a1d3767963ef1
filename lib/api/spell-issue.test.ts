import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Credentials, SetUpInput } from "./account";
import { ApiKeyInput } from "./api-keys";
import type { Operation } from "./operations/operation";
import { operations } from "./operations/operations";
import { readInput } from "./read-input";

const forms = { Credentials, SetUpInput, ApiKeyInput };

const asked = Object.entries(operations as Record<string, Operation>).flatMap(([name, { body, query, headers }]) =>
  Object.entries({ body, query, headers }).flatMap(([part, schema]) =>
    schema ? [[`${name}'s ${part}`, schema] as const] : [],
  ),
);

const hostile: readonly unknown[] = [
  undefined,
  null,
  true,
  -1,
  1.5,
  1e12,
  Number.NaN,
  "",
  " ",
  "no",
  "\0",
  "x".repeat(300_000),
  [],
  {},
  ["x"],
  Array.from({ length: 20_000 }, () => "x"),
];

describe("whatever is wrong with an input is told in a sentence for whoever wrote it", () => {
  test.each([...Object.entries(forms), ...asked])("%s", (_, schema) => {
    const messages = hostile.flatMap((leaf) =>
      fill(schema, leaf).flatMap((raw) => readInput(schema, raw).error?.issues.map(({ message }) => message) ?? []),
    );
    for (const message of new Set(messages)) {
      expect(message).toMatch(/^\S.{8,}[.]$/);
      expect(message).not.toMatch(/expected|received|^invalid|[<>]=|too (big|small)|unrecognized|undefined|\[object/i);
    }
  });
});

describe("a message says which part, what it must be and what it is", () => {
  const Input = z.strictObject({
    workspaceName: z.string().max(120),
    sql: z.string().min(3),
    rows: z.array(z.number().int().min(1)).max(2),
    when: z.enum(["now", "later"]),
    portalId: z.uuid(),
    query: z.discriminatedUnion("kind", [z.object({ kind: z.literal("table") }), z.object({ kind: z.literal("sql") })]),
  });
  const good = {
    workspaceName: "Airports",
    sql: "select 1",
    rows: [1],
    when: "now",
    portalId: "0198c0de-0000-7000-8000-000000000000",
    query: { kind: "sql" },
  };

  test.each([
    [{}, []],
    [{ workspaceName: "x".repeat(1255) }, ["The workspace name must have at most 120 characters; it has 1,255."]],
    [{ workspaceName: undefined }, ["The workspace name is missing."]],
    [{ workspaceName: 5 }, ["The workspace name must be text."]],
    [{ sql: "" }, ["The SQL is empty."]],
    [{ sql: "ab" }, ["The SQL must have at least 3 characters; it has 2."]],
    [{ rows: [1, 2, 3] }, ["The rows must have at most 2 entries; it has 3."]],
    [{ rows: [1, 0] }, ["Entry 2 of the rows must be at least 1."]],
    [{ rows: [1.5] }, ["Entry 1 of the rows must be a whole number."]],
    [{ when: "never" }, ["The when must be one of `now`, `later`."]],
    [{ portalId: "7" }, ["The portal id must be an id of 36 letters, digits and dashes."]],
    [{ query: { kind: "view" } }, ["The kind must be one of `table`, `sql`."]],
    [{ nmae: "" }, ["The input has nothing called `nmae`. Leave that out."]],
  ])("%j", (change, messages) => {
    const read = readInput(Input, { ...good, ...change });
    expect(read.error?.issues.map(({ message }) => message) ?? []).toEqual(messages);
  });
});

/** Inputs of a schema's shape, one for each alternative, with `leaf` wherever something is to be written. */
function fill(schema: z.core.$ZodType, leaf: unknown): unknown[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "object":
      return Object.entries(def.shape).reduce<unknown[]>(
        (made, [key, part]) =>
          fill(part, leaf).flatMap((value, index) =>
            index === 0
              ? made.map((whole) => ({ ...(whole as object), [key]: value }))
              : [{ ...(made[0] as object), [key]: value }],
          ),
        [{}],
      );
    case "union":
      return [leaf, ...def.options.flatMap((option) => fill(option, leaf))];
    case "array":
      return [leaf, ...fill(def.element, leaf).map((value) => [value])];
    case "literal":
      return [def.values[0]];
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
      return fill(def.innerType, leaf);
    case "pipe":
      return fill(def.in, leaf);
    default:
      return [leaf];
  }
}
