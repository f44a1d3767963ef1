import pg from "pg";
import { AppError, type AppErrorCode, messageOf } from "@/lib/errors";
import type { PostgresConfig } from "@/lib/sources/postgres/config";

/** How far a connection came before it failed. */
export type ConnectionStage = "reach" | "tls" | "sign-in" | "database";

export interface ConnectionProblem {
  readonly stage: ConnectionStage;
  readonly code: AppErrorCode;
  readonly what: string;
  readonly fix: string;
}

export function explainConnectionError(thrown: unknown, config: PostgresConfig): AppError {
  if (thrown instanceof AppError) return thrown;
  const { code, what, fix } = diagnoseConnection(thrown, config);
  return new AppError(code, `${what} ${fix}`, { cause: thrown });
}

/** What went wrong on the way in, in plain words. Never the password. */
export function diagnoseConnection(thrown: unknown, config: PostgresConfig): ConnectionProblem {
  return thrown instanceof pg.DatabaseError
    ? diagnoseServerAnswer(thrown, config)
    : (diagnoseTls(thrown, config) ?? diagnoseSignIn(thrown, config) ?? diagnoseNetwork(thrown, config));
}

function diagnoseServerAnswer(error: pg.DatabaseError, { tls, user, database }: PostgresConfig): ConnectionProblem {
  const words = `Postgres says: ${error.message}.`;
  switch (error.code) {
    case "28P01":
      return refused("sign-in", `The server refused the password of ${user}.`, "Enter the user's password again.");
    case "28000":
      if (tls === "disable" && /no encryption|SSL off/i.test(error.message)) {
        return refused("tls", `The server takes no connection without TLS. ${words}`, "Set TLS to require.");
      }
      return refused(
        "sign-in",
        `The server doesn't let ${user} in. ${words}`,
        "Check the user's name, and whether pg_hba.conf lets this machine in.",
      );
    case "3D000":
      return refused("database", `The server has no database named ${database}.`, "Check the database's name.");
    case "42501":
      return refused(
        "database",
        `${user} may not connect to ${database}. ${words}`,
        `Run: grant connect on database ${pg.escapeIdentifier(database)} to ${pg.escapeIdentifier(user)}.`,
      );
    case "53300":
      return refused(
        "sign-in",
        `The server has no connection to spare. ${words}`,
        "Try again later, or raise max_connections.",
      );
    case "57014":
      return {
        stage: "database",
        code: "source_timeout",
        what: "The server took too long to answer.",
        fix: "Try again when it is less busy, or raise the timeout of this source.",
      };
    case "57P01":
    case "57P02":
    case "57P03":
      return unreachable(`The server is starting up or shutting down. ${words}`, "Try again in a moment.");
    default:
      return refused("sign-in", `The server refused the connection. ${words}`, "Check the settings of this source.");
  }
}

const certificateCode = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|EPROTO$)/;

function diagnoseTls(thrown: unknown, { host, caCertificate }: PostgresConfig): ConnectionProblem | null {
  const message = messageOf(thrown);
  if (message === "The server does not support SSL connections") {
    return refused("tls", "The server offers no TLS.", "Turn it on at the server, or set TLS to disable.");
  }
  const code = codeOf(thrown);
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    return refused(
      "tls",
      `The server's certificate is not for ${host}.`,
      "Use the host name that the certificate names, or set TLS to require, which doesn't check it.",
    );
  }
  if (code === "CERT_HAS_EXPIRED") {
    return refused("tls", "The server's certificate has expired.", "Renew it at the server.");
  }
  if (code === null || !certificateCode.test(code)) return null;
  return refused(
    "tls",
    `The server's certificate is not trusted (${code}).`,
    caCertificate === null
      ? "Paste the certificate of the authority that signed it, or set TLS to require, which doesn't check it."
      : "Check that the pasted certificate is the one of the authority that signed it.",
  );
}

/** pg's own words when the server wants a password and there is none, or proves the wrong one. */
function diagnoseSignIn(thrown: unknown, { user }: PostgresConfig): ConnectionProblem | null {
  if (!messageOf(thrown).startsWith("SASL")) return null;
  return refused("sign-in", `The server wants another password for ${user}.`, "Enter the user's password again.");
}

function diagnoseNetwork(thrown: unknown, { host, port }: PostgresConfig): ConnectionProblem {
  const place = `${host}:${port}`;
  switch (codeOf(thrown)) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return unreachable(
        `No host named ${host} was found.`,
        "Check the host's name, and whether this machine can look it up.",
      );
    case "ECONNREFUSED":
      return unreachable(
        `Nothing listens on ${place}.`,
        "Check the port, and that Postgres listens on this address (listen_addresses).",
      );
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return timedOut(place);
  }
  const message = messageOf(thrown);
  if (/timeout/i.test(message)) return timedOut(place);
  return unreachable(
    `The connection to ${place} broke off (${message}).`,
    "Check that it is a Postgres server, and the network in between.",
  );
}

function timedOut(place: string): ConnectionProblem {
  return unreachable(
    `${place} didn't answer within 10 seconds.`,
    "Check the host and the port, and that the firewall lets this machine through.",
  );
}

function refused(stage: ConnectionStage, what: string, fix: string): ConnectionProblem {
  return { stage, code: "source_refused", what, fix };
}

function unreachable(what: string, fix: string): ConnectionProblem {
  return { stage: "reach", code: "source_unreachable", what, fix };
}

function codeOf(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !("code" in thrown)) return null;
  return typeof thrown.code === "string" ? thrown.code : null;
}
