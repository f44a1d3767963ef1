import { expect, test } from "vitest";
import { listAppScopes, listAskedScopes, listTokenScopes } from "./list-asked-scopes";

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

const requiredScopes = ["oauth", "c"].map((scope) => ({ scope, why: "always" }));

test("the app has to have the scopes of every choice, each once, whatever is ticked", () => {
  expect(listAppScopes({ requiredScopes, choices })).toEqual({
    required: ["oauth", "c"],
    optional: ["c.read", "c.write", "e"],
  });
});

test("a token is never asked for the scope that comes with an app only", () => {
  expect(listTokenScopes(requiredScopes)).toEqual(["c"]);
});
