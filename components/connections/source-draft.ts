import type { SourceView, TlsMode, TypedSource } from "@/lib/api/sources";

/** What the form of a source holds while somebody types: text as it is typed, both ways of naming the database. */
export interface SourceDraft {
  readonly name: string;
  readonly kind: "url" | "fields";
  readonly url: string;
  readonly host: string;
  readonly port: string;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly tls: TlsMode;
  readonly caCertificate: string;
  readonly statementTimeoutSeconds: string;
}

export const emptySourceDraft: SourceDraft = {
  name: "",
  kind: "url",
  url: "",
  host: "",
  port: "5432",
  database: "",
  user: "",
  password: "",
  tls: "require",
  caCertificate: "",
  statementTimeoutSeconds: "600",
};

/** The draft of a saved source. Its secrets never come back: the password field starts empty. */
export function draftSource({ name, facts }: Pick<SourceView, "name" | "facts">): SourceDraft {
  return {
    ...emptySourceDraft,
    name,
    kind: "fields",
    host: facts.host,
    port: String(facts.port),
    database: facts.database,
    user: facts.user,
    tls: facts.tls,
    caCertificate: facts.caCertificate ?? "",
    statementTimeoutSeconds: String(facts.statementTimeoutSeconds),
  };
}

// As libpq understands them. Those that would do without TLS if they had to become the one that doesn't.
const tlsOfSslMode: ReadonlyMap<string | null, TlsMode> = new Map([
  ["disable", "disable"],
  ["allow", "require"],
  ["prefer", "require"],
  ["require", "require"],
  ["verify-ca", "verify-full"],
  ["verify-full", "verify-full"],
]);

/** What a URL says about TLS; nothing where it doesn't, or isn't one yet. */
export function readTlsOf(url: string): { readonly tls?: TlsMode } {
  if (!URL.canParse(url)) return {};
  const tls = tlsOfSslMode.get(new URL(url).searchParams.get("sslmode"));
  return tls ? { tls } : {};
}

/** The draft as the server takes it, which says what is wrong with it. */
export function toSourceInput(draft: SourceDraft): TypedSource {
  return {
    name: draft.name,
    kind: "postgres",
    connection: { ...pickConnection(draft), tls: draft.tls, caCertificate: pickCaCertificate(draft) },
    statementTimeoutSeconds: draft.statementTimeoutSeconds,
  };
}

type Address<T = TypedSource["connection"]> = T extends unknown ? Omit<T, "tls" | "caCertificate"> : never;

function pickConnection({ kind, url, host, port, database, user, password }: SourceDraft): Address {
  return kind === "url" ? { kind, url } : { kind, host, port, database, user, password };
}

function pickCaCertificate({ tls, caCertificate }: SourceDraft): string | null {
  return tls === "verify-full" && caCertificate.trim() !== "" ? caCertificate : null;
}
