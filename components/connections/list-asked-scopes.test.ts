import { expect, test } from "vitest";
import { listAskedScopes } from "./list-asked-scopes";

const choiceOf = (kind: string, ...scopes: string[]) => ({
  kind,
  label: kind,
  needs: null,
  scopes: scopes.map((scope) => ({ scope, why: `for ${kind}` })),
});
const choices = [choiceOf("companies", "c.read", "c.write"), choiceOf("products", "e"), choiceOf("items", "e")];

test("nothing but what is chosen is asked for", () => {
  expect(listAskedScopes(choices, new Set())).toEqual([]);
  expect(listAskedScopes(choices, new Set(["companies"]))).toEqual([choices[0]]);
});

test("a scope that two kinds share is shown once", () => {
  expect(listAskedScopes(choices, new Set(["items", "products"]))).toEqual([choices[1]]);
  expect(listAskedScopes(choices, new Set(["items"]))).toEqual([choices[2]]);
});
