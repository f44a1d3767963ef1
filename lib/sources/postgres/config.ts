import { z } from "zod";
import { readInput } from "@/lib/api/read-input";
import { namePart } from "@/lib/api/spell-issue";
import { AppError } from "@/lib/errors";

/** Text that goes into the first message to the server, where a NUL would end it and begin another setting. */
const startupText = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[^\0]+$/, { error: ({ path }) => `${namePart(path)} must not contain a NUL character.` });

export const PostgresConfig = z.object({
  host: startupText.regex(/^[^\s/@,]+$/, "The host must be one host name or IP address, without a port or a path."),
  port: z.number().int().min(1).max(65_535),
  database: startupText,
  user: startupText,
  password: z.string().max(10_000),
  /** `require` encrypts without asking who answers; `verify-full` checks the certificate and its host name, too. */
  tls: z.enum(["disable", "require", "verify-full"]),
  /** PEM text of the authority to trust with `verify-full`; null trusts the public ones. */
  caCertificate: z
    .string()
    .max(200_000)
    .regex(
      /-----BEGIN CERTIFICATE-----/,
      "The CA certificate must be PEM text that begins with -----BEGIN CERTIFICATE-----.",
    )
    .nullable(),
  statementTimeoutSeconds: z.number().int().min(1).max(86_400).default(600),
});
export type PostgresConfig = z.infer<typeof PostgresConfig>;

const tlsOfSslMode = {
  disable: "disable",
  allow: "require",
  prefer: "require",
  require: "require",
  "no-verify": "require",
  "verify-ca": "verify-full",
  "verify-full": "verify-full",
} as const satisfies Record<string, PostgresConfig["tls"]>;

const loopbackHosts = new Set(["localhost", "127.0.0.1", "::1"]);

/**
 * Reads `postgres://user:password@host:5432/database?sslmode=require`. Without an `sslmode`, TLS is on for every host
 * but this machine. The other parameters of such URLs are left alone.
 * Throws `AppError("invalid_input")` without repeating the URL, which holds the password.
 */
export function parsePostgresUrl(text: string): PostgresConfig {
  const url = parseUrl(text.trim());
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (host === "") throw invalid("The URL names no host. Write it as postgres://user:password@host:5432/database.");
  const user = decodePart(url.username, "user");
  if (user === "") throw invalid("The URL names no user. Write it as postgres://user:password@host:5432/database.");
  const parsed = readInput(PostgresConfig, {
    host: decodePart(host, "host"),
    port: url.port === "" ? 5432 : Number(url.port),
    database: decodePart(url.pathname.slice(1), "database") || user,
    user,
    password: decodePart(url.password, "password"),
    tls: readTls(url.searchParams, host),
    caCertificate: null,
  });
  if (parsed.success) return parsed.data;
  throw invalid(describeConfigIssues(parsed.error));
}

/** What is wrong with a configuration, setting by setting; never a value. */
export function describeConfigIssues(error: z.ZodError): string {
  return error.issues.map(({ message }) => message).join(" ");
}

function parseUrl(text: string): URL {
  if (!/^postgres(ql)?:\/\//i.test(text)) throw invalid("The URL must begin with postgres:// or postgresql://.");
  if (!URL.canParse(text)) {
    throw invalid(
      "The URL can't be read. In the password, write characters such as @ : / # ? and % percent-encoded (@ as %40), and name one host only.",
    );
  }
  return new URL(text);
}

function decodePart(text: string, part: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new AppError("invalid_input", `The ${part} in the URL has a % that encodes nothing. Write % as %25.`, {
      cause,
    });
  }
}

function readTls(parameters: URLSearchParams, host: string): PostgresConfig["tls"] {
  if (parameters.has("sslrootcert")) {
    throw invalid("The URL points to a certificate file with sslrootcert. Leave that out and paste the certificate.");
  }
  const sslMode = parameters.get("sslmode");
  if (sslMode === null) return loopbackHosts.has(host) ? "disable" : "require";
  if (!isSslMode(sslMode)) {
    throw invalid("The URL has an sslmode that doesn't exist. Use disable, require or verify-full.");
  }
  return tlsOfSslMode[sslMode];
}

function isSslMode(text: string): text is keyof typeof tlsOfSslMode {
  return Object.hasOwn(tlsOfSslMode, text);
}

function invalid(message: string): AppError {
  return new AppError("invalid_input", message);
}
