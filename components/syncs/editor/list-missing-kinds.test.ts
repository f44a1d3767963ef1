import { expect, test } from "vitest";
import type { ObjectTypeView } from "@/lib/api/portals";
import { listMissingKinds } from "./list-missing-kinds";

function typeOf(objectTypeId: string, kind: string, label: string, missingScopes: string[]): ObjectTypeView {
  const canUse = missingScopes.length === 0;
  const rest = { whyNot: canUse ? null : "A scope is missing.", fix: null, hint: null };
  return { objectTypeId, name: kind, label, kind, canRead: canUse, canWrite: canUse, missingScopes, ...rest };
}

test("what is granted is not asked for again", () => {
  expect(listMissingKinds([typeOf("0-1", "contacts", "Contacts", [])])).toEqual([]);
});

test("several custom objects are asked for once, by all that they lack", () => {
  const types = [
    typeOf("0-2", "companies", "Companies", ["companies.write"]),
    typeOf("2-1", "custom", "Contracts", ["custom.write"]),
    typeOf("2-2", "custom", "Leases", ["custom.write", "custom.read"]),
  ];
  expect(listMissingKinds(types)).toEqual([
    { kind: "companies", label: "Companies", scopes: ["companies.write"] },
    { kind: "custom", label: "Custom objects", scopes: ["custom.write", "custom.read"] },
  ]);
});
