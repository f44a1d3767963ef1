import { readInput } from "../api/read-input";
import type { PostgresConnection, SourceFacts, SourceInput } from "../api/sources";
import { AppError } from "../errors";
import { describeConfigIssues, PostgresConfig, parsePostgresUrl } from "../sources/postgres/config";

/** What a person typed, as the adapter's configuration. Throws `invalid_input` for what can't be one. */
export function readSourceConfig(input: SourceInput): PostgresConfig {
  const parsed = readInput(PostgresConfig, {
    ...readConnection(input.connection),
    tls: input.connection.tls,
    caCertificate: input.connection.caCertificate || null,
    statementTimeoutSeconds: input.statementTimeoutSeconds,
  });
  if (parsed.success) return parsed.data;
  throw new AppError("invalid_input", describeConfigIssues(parsed.error));
}

function readConnection(connection: PostgresConnection) {
  switch (connection.kind) {
    case "url":
      return parsePostgresUrl(connection.url);
    case "fields":
      return {
        host: connection.host,
        port: connection.port,
        database: connection.database,
        user: connection.user,
        password: connection.password,
      };
    default:
      return connection satisfies never;
  }
}

/** What of it may be shown. */
export function readSourceFacts(config: PostgresConfig): SourceFacts {
  const { host, port, database, user, tls, caCertificate, statementTimeoutSeconds } = config;
  return { host, port, database, user, tls, caCertificate, statementTimeoutSeconds };
}
