import { describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { PostgresConfig, parsePostgresUrl } from "@/lib/sources/postgres/config";

describe("a connection URL", () => {
  test("gives every setting", () => {
    expect(
      parsePostgresUrl(" postgresql://sync:p%40ss%2Fword%25@db.example.com:6543/sales%20eu?sslmode=verify-full "),
    ).toEqual({
      host: "db.example.com",
      port: 6543,
      database: "sales eu",
      user: "sync",
      password: "p@ss/word%",
      tls: "verify-full",
      caCertificate: null,
      statementTimeoutSeconds: 600,
    });
  });

  test("has defaults for port, database and password", () => {
    expect(parsePostgresUrl("postgres://sync@db.example.com")).toMatchObject({
      port: 5432,
      database: "sync",
      password: "",
    });
  });

  test.each([
    ["postgres://a@db.example.com/b", "require"],
    ["postgres://a@localhost/b", "disable"],
    ["postgres://a@[::1]:5433/b", "disable"],
    ["postgres://a@db.example.com/b?sslmode=prefer", "require"],
    ["postgres://a@db.example.com/b?sslmode=verify-ca", "verify-full"],
    ["postgres://a@db.example.com/b?sslmode=disable", "disable"],
  ])("%s means TLS %s", (url, tls) => {
    expect(parsePostgresUrl(url).tls).toBe(tls);
  });

  test.each([
    ["mysql://u:s3cret@host/db", "must begin with postgres://"],
    ["postgres:///s3cret", "names no host"],
    ["postgres://u:s3cret@/db", "can't be read"],
    ["postgres://host/db", "names no user"],
    ["postgres://u:s3cret%@host/db", "password in the URL has a %"],
    ["postgres://u:s3cret@one:5432,two:5432/db", "name one host only"],
    ["postgres://u:s3cret#1@host/db", "percent-encoded"],
    ["postgres://u:s3cret@host:99999/db", "can't be read"],
    ["postgres://u:s3cret@one,two/db", "The host must be one host"],
    ["postgres://u:s3cret@%2Ftmp/db", "The host must be one host"],
    ["postgres://u:s3cret@host/db%00options", "The database must not contain a NUL"],
    ["postgres://u:s3cret@host/db?sslmode=maybe", "sslmode that doesn't exist"],
    ["postgres://u:s3cret@host/db?sslrootcert=%2Fca.pem", "paste the certificate"],
  ])("%s is refused without showing the password", (url, reason) => {
    const refusal = catchRefusal(() => parsePostgresUrl(url));
    expect(refusal.code).toBe("invalid_input");
    expect(refusal.message).toContain(reason);
    expect(refusal.message).not.toContain("s3cret");
  });
});

test("a CA certificate has to be PEM", () => {
  const config = parsePostgresUrl("postgres://a@db.example.com/b");
  expect(PostgresConfig.safeParse({ ...config, caCertificate: "/etc/ca.pem" }).success).toBe(false);
});

function catchRefusal(act: () => unknown): AppError {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
  throw new Error("Nothing was refused.");
}
