import { describe, expect, it } from "vitest";
import { decideAccess, explainBlocked, listMissingOf, listMissingToSync } from "./access";
import { customObjects, findKind, objectKinds, standardObjectTypes } from "./object-types";
import { optionalScopes, requiredScopes, scopeChoices } from "./scopes";

const namesOf = (scopes: readonly { scope: string }[]) => scopes.map(({ scope }) => scope);
const kindNamed = (name: string) => objectKinds.find(({ kind }) => kind === name) ?? customObjects;

describe("what is asked for", () => {
  it("is asked once, and explained", () => {
    const names = namesOf([...requiredScopes, ...optionalScopes]);
    expect(names).toContain("oauth");
    expect(new Set(names).size).toBe(names.length);
    expect([...requiredScopes, ...optionalScopes].every(({ why }) => why.length > 10)).toBe(true);
  });

  it("is all that a kind takes: granted what its choice asks for, nothing is missing", () => {
    for (const { kind, scopes } of scopeChoices) {
      const known = { granted: namesOf([...requiredScopes, ...scopes]), denied: [] };
      expect([kind, listMissingOf(kindNamed(kind), known)]).toEqual([kind, []]);
      expect(decideAccess(kindNamed(kind), known)).toEqual({
        canRead: true,
        canWrite: true,
        canChangeProperties: true,
      });
    }
  });

  it("is nothing that another kind alone takes", () => {
    const { scopes } = scopeChoices.find(({ kind }) => kind === "companies") ?? { scopes: [] };
    expect(namesOf(scopes).every((scope) => scope.includes("companies"))).toBe(true);
    expect(namesOf(scopes)).toHaveLength(3);
  });

  it("is for contacts only what goes beyond what everybody is asked", () => {
    const contacts = scopeChoices.find(({ kind }) => kind === "contacts");
    expect(namesOf(contacts?.scopes ?? [])).toEqual(["crm.schemas.contacts.write"]);
  });

  it("is never something outside this product: quotes, orders, leads", () => {
    expect(namesOf(optionalScopes).filter((scope) => /quotes|orders|leads/.test(scope))).toEqual([]);
    expect(standardObjectTypes.map(({ objectTypeId }) => objectTypeId)).toEqual([
      "0-1",
      "0-2",
      "0-3",
      "0-5",
      "0-7",
      "0-8",
    ]);
  });
});

describe("what a connection may do", () => {
  const deals = kindNamed("deals");
  const products = kindNamed("products");
  const read = "crm.objects.deals.read";
  const write = "crm.objects.deals.write";

  it.each([
    ["granted both", [read, write], [], true, true, []],
    ["granted reading only", [read], [], true, false, [write]],
    ["granted nothing of it", ["oauth"], [], false, false, [read, write]],
    ["granted both, and refused one since", [read, write], [write], true, false, [write]],
    ["a token nobody knows anything of", null, [], null, null, []],
    ["a token that was refused writing", null, [write], null, false, [write]],
  ])("%s", (_, granted, denied, canRead, canWrite, missing) => {
    expect(decideAccess(deals, { granted, denied })).toMatchObject({ canRead, canWrite });
    expect(listMissingToSync(deals, { granted, denied })).toEqual(missing);
  });

  it("is decided by any one of several scopes", () => {
    const known = { granted: ["e-commerce"], denied: [] };
    expect(decideAccess(products, known)).toEqual({ canRead: true, canWrite: true, canChangeProperties: true });
    const refused = { granted: null, denied: ["crm.objects.products.write"] };
    expect(decideAccess(products, refused).canWrite).toBeNull();
    expect(decideAccess(products, { ...refused, denied: ["crm.objects.products.write", "e-commerce"] }).canWrite).toBe(
      false,
    );
  });

  it("blocks a sync only by what is known, and says what to do", () => {
    expect(explainBlocked("0-3", "Deals", { granted: null, denied: [] })).toBeNull();
    expect(explainBlocked("0-3", "Deals", { granted: [read, write], denied: [] })).toBeNull();
    expect(explainBlocked("0-3", "Deals", { granted: [read], denied: [] })).toBe(
      "Deals can't be synced: This connection wasn't granted crm.objects.deals.write. Connect the portal again and ask for it, as a user who may grant it. Some accounts don't have the feature that the scope belongs to.",
    );
    expect(explainBlocked("2-99", "Cars", { granted: ["oauth"], denied: [] })).toContain("crm.objects.custom.write");
  });

  it("belongs to the kind of its object type", () => {
    expect(findKind("0-8")?.kind).toBe("line_items");
    expect(findKind("2-7001")).toBe(customObjects);
    expect(findKind("0-123")).toBeNull();
  });
});
