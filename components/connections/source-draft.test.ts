import { expect, test } from "vitest";
import { listFieldErrors } from "@/components/forms/field-errors";
import { SourceInput } from "@/lib/api/sources";
import { draftSource, emptySourceDraft, readTlsOf, type SourceDraft, toSourceInput } from "./source-draft";

const fields = {
  ...emptySourceDraft,
  kind: "fields",
  name: "Warehouse",
  host: "db.example.com",
  database: "shop",
  user: "reader",
} as const;

const parse = (draft: SourceDraft) => SourceInput.safeParse(toSourceInput(draft));

test("only the chosen way of naming the database is sent", () => {
  const parsed = parse({ ...fields, url: "postgresql://left@over/behind" });
  expect(parsed.data?.connection).toEqual({
    kind: "fields",
    host: "db.example.com",
    port: 5432,
    database: "shop",
    user: "reader",
    password: "",
    tls: "require",
    caCertificate: null,
  });
});

test("every missing field is named by its path", () => {
  const parsed = parse({ ...emptySourceDraft, kind: "fields", port: "99999" });
  if (parsed.success) throw new Error("An empty draft must not parse.");
  expect(Object.keys(listFieldErrors(parsed.error)).sort()).toEqual([
    "connection.database",
    "connection.host",
    "connection.port",
    "connection.user",
    "name",
  ]);
});

test("a certificate is sent only where the server is checked", () => {
  const caCertificate = "-----BEGIN CERTIFICATE-----";
  expect(parse({ ...fields, tls: "require", caCertificate }).data?.connection.caCertificate).toBeNull();
  expect(parse({ ...fields, tls: "verify-full", caCertificate }).data?.connection.caCertificate).toBe(caCertificate);
});

test("a saved source comes back as fields without its password", () => {
  const draft = draftSource({
    name: "Warehouse",
    facts: {
      host: "db.example.com",
      port: 6432,
      database: "shop",
      user: "reader",
      tls: "verify-full",
      caCertificate: "-----BEGIN CERTIFICATE-----",
      statementTimeoutSeconds: 30,
    },
  });
  expect(draft).toMatchObject({ kind: "fields", port: "6432", password: "", tls: "verify-full" });
  expect(draft.caCertificate).toBe("-----BEGIN CERTIFICATE-----");
  expect(parse(draft).data?.statementTimeoutSeconds).toBe(30);
});

test.each([
  ["postgresql://u:p@h/d?sslmode=disable", { tls: "disable" }],
  ["postgres://u:p@h/d?a=b&sslmode=verify-ca", { tls: "verify-full" }],
  ["postgresql://u:p@h/d?sslmode=prefer", { tls: "require" }],
  ["postgresql://u:p@h/d", {}],
  ["postgresql://u:p@h/d?sslmode=constructor", {}],
  ["postgresql://u:p@", {}],
  ["", {}],
])("a URL's sslmode is the choice of TLS: %s", (url, expected) => {
  expect(readTlsOf(url)).toEqual(expected);
});
