import type { Completion, CompletionContext, CompletionSource } from "@codemirror/autocomplete";
import { keywordCompletionSource, PostgreSQL, type SQLNamespace } from "@codemirror/lang-sql";
import type { CatalogueView } from "@/lib/api/sources";

/** The catalogue as SQL's completion takes it: schema → table → columns. */
export function listNames({ tables }: CatalogueView): SQLNamespace {
  const schemas: Record<string, Record<string, Completion[]>> = Object.create(null);
  for (const { schema, table, columns } of tables) {
    schemas[schema] ??= Object.create(null);
    const named = schemas[schema];
    if (named) named[table] = columns.map(({ name, nativeType }) => complete(name, nativeType));
  }
  return schemas;
}

const completeKeyword = keywordCompletionSource(PostgreSQL);

/** SQL's own words; after a dot, where only a name can stand, none. */
export const completeWord: CompletionSource = (context) => (isAfterDot(context) ? null : completeKeyword(context));

/** Whether the word that is being written follows a dot, or is in quotes that do. */
export function isAfterDot({ state, pos }: CompletionContext): boolean {
  return /\."?[\p{L}\p{N}_$]*$/u.test(state.sliceDoc(state.doc.lineAt(pos).from, pos));
}

const mostTables = 50;

/** The columns of the tables that a statement names, to be written without their table. */
export function listColumnsInReach(sql: string, { tables }: CatalogueView): readonly Completion[] {
  const words = new Set(sql.toLowerCase().match(/[\p{L}\p{N}_$]+/gu));
  const named = tables.filter(({ table }) => words.has(table.toLowerCase())).slice(0, mostTables);
  const options = new Map<string, Completion>();
  for (const { table, columns } of named) {
    for (const { name, nativeType } of columns) {
      if (!options.has(name)) options.set(name, complete(name, `${nativeType} · ${table}`));
    }
  }
  return [...options.values()];
}

function complete(name: string, detail: string): Completion {
  const isPlain = /^[a-z_][a-z0-9_$]*$/.test(name);
  return { label: name, type: "property", detail, ...(isPlain ? {} : { apply: `"${name.replaceAll('"', '""')}"` }) };
}
