import { expect, test } from "vitest";
import { draftSource, emptySourceDraft, parseSourceDraft, readTlsOf } from "./source-draft";

const fields = {
  ...emptySourceDraft,
  kind: "fields",
  name: "Warehouse",
  host: "db.example.com",
  database: "shop",
  user: "reader",
} as const;

test("only the chosen way of naming the database is sent", () => {
  const parsed = parseSourceDraft({ ...fields, url: "postgresql://left@over/behind" });
  expect(parsed).toMatchObject({
    ok: true,
    input: { connection: { kind: "fields", host: "db.example.com", port: 5432 } },
  });
});

test("every missing field is named by its path", () => {
  const parsed = parseSourceDraft({ ...emptySourceDraft, kind: "fields", port: "99999" });
  if (parsed.ok) throw new Error("An empty draft must not parse.");
  expect(Object.keys(parsed.errors).sort()).toEqual([
    "connection.database",
    "connection.host",
    "connection.port",
    "connection.user",
    "name",
  ]);
});

test("a certificate is sent only where the server is checked", () => {
  const caCertificate = "-----BEGIN CERTIFICATE-----";
  expect(parseSourceDraft({ ...fields, tls: "require", caCertificate })).toMatchObject({
    input: { connection: { caCertificate: null } },
  });
  expect(parseSourceDraft({ ...fields, tls: "verify-full", caCertificate })).toMatchObject({
    input: { connection: { caCertificate } },
  });
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
  expect(parseSourceDraft(draft)).toMatchObject({ ok: true, input: { statementTimeoutSeconds: 30 } });
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
