import { z } from "zod";

export const TlsMode = z.enum(["disable", "require", "verify-full"]);
export type TlsMode = z.infer<typeof TlsMode>;

const PORT = "A port is a number from 1 to 65535.";
const TIMEOUT = "Give whole seconds, from 1 to 86,400.";

const PostgresFields = z.object({
  kind: z.literal("fields"),
  host: z.string().trim().min(1, "Give the host, such as db.example.com."),
  port: z.coerce.number(PORT).int(PORT).min(1, PORT).max(65535, PORT),
  database: z.string().trim().min(1, "Give the name of the database."),
  user: z.string().trim().min(1, "Give the user to sign in as."),
  password: z.string(),
  tls: TlsMode,
  caCertificate: z.string().trim().nullable(),
});
const PostgresUrl = z.object({
  kind: z.literal("url"),
  url: z.string().trim().min(1, "Paste a URL such as postgresql://user:password@host:5432/database."),
  tls: TlsMode,
  caCertificate: z.string().trim().nullable(),
});

/** How to reach a Postgres: by URL or field by field. */
export const PostgresConnection = z.discriminatedUnion("kind", [PostgresFields, PostgresUrl]);
export type PostgresConnection = z.infer<typeof PostgresConnection>;

export const SourceInput = z.object({
  name: z.string().trim().min(1, "Give the source a name.").max(120),
  kind: z.literal("postgres"),
  connection: PostgresConnection,
  statementTimeoutSeconds: z.coerce.number(TIMEOUT).int(TIMEOUT).min(1, TIMEOUT).max(86_400, TIMEOUT).default(600),
});
export type SourceInput = z.infer<typeof SourceInput>;
/** As a form holds it: numbers as they were typed. */
export type TypedSource = z.input<typeof SourceInput>;

export const SourceQuery = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("table"), schema: z.string().min(1), table: z.string().min(1) }),
  z.object({ kind: z.literal("sql"), sql: z.string().trim().min(1, "Write a select statement.").max(100_000) }),
]);
export type SourceQuery = z.infer<typeof SourceQuery>;

export const TestLine = z.object({
  id: z.string(),
  label: z.string(),
  status: z.enum(["passed", "failed", "skipped"]),
  detail: z.string(),
  fix: z.string().nullable(),
});
export type TestLine = z.infer<typeof TestLine>;

/** What may be shown of a source's configuration. */
export const SourceFacts = z.object({
  host: z.string(),
  port: z.number(),
  database: z.string(),
  user: z.string(),
  tls: TlsMode,
  caCertificate: z.string().nullable(),
  statementTimeoutSeconds: z.number(),
});
export type SourceFacts = z.infer<typeof SourceFacts>;

export const SourceView = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.literal("postgres"),
  facts: SourceFacts,
  syncs: z.number(),
  createdAt: z.iso.datetime(),
  testedAt: z.iso.datetime().nullable(),
  /** What the last test found wrong; null when it passed or none was made. */
  testFailure: z.string().nullable(),
});
export type SourceView = z.infer<typeof SourceView>;

export const TableView = z.object({
  schema: z.string(),
  table: z.string(),
  estimatedRows: z.number().nullable(),
});
export type TableView = z.infer<typeof TableView>;

/** What the tables and views of a source are made of, for whoever writes a query. */
export const CatalogueView = z.object({
  /** The schema whose tables need no name of their schema before theirs; null where there is none. */
  defaultSchema: z.string().nullable(),
  tables: z.array(
    z.object({
      schema: z.string(),
      table: z.string(),
      columns: z.array(z.object({ name: z.string(), nativeType: z.string() })),
    }),
  ),
  /** False where there are more columns than are listed. */
  isWhole: z.boolean(),
});
export type CatalogueView = z.infer<typeof CatalogueView>;

/** How many rows the source's planner expects of a query; null where it doesn't say. */
export const RowEstimate = z.object({ rows: z.number().nullable() });
export type RowEstimate = z.infer<typeof RowEstimate>;

export const ColumnView = z.object({
  name: z.string(),
  type: z.enum([
    "text",
    "integer",
    "number",
    "boolean",
    "date",
    "timestamp",
    "timestamptz",
    "json",
    "array",
    "bytes",
    "other",
  ]),
  nativeType: z.string(),
});
export type ColumnView = z.infer<typeof ColumnView>;

export const PreviewView = z.object({
  columns: z.array(ColumnView),
  rows: z.array(z.array(z.string().nullable())),
});
export type PreviewView = z.infer<typeof PreviewView>;
