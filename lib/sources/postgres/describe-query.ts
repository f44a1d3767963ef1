import pg from "pg";
import type { Column, ColumnType } from "@/lib/engine/types";
import { AppError } from "@/lib/errors";
import type { CellFormat } from "@/lib/sources/postgres/cell-text";

export interface DescribedColumn {
  readonly column: Column;
  readonly format: CellFormat;
}

/**
 * The columns of a query, without running it. A statement that answers no rows (`insert`, `set`, `commit`, `copy`) is
 * refused here, before it could do anything; so are columns that share a name.
 */
export async function describeQuery(client: pg.Client, sql: string): Promise<DescribedColumn[]> {
  const fields = await describeStatement(client, sql);
  if (fields.length === 0) {
    throw new AppError(
      "source_query_failed",
      "The query gives no rows with columns. Write one select statement: Sluice only reads.",
    );
  }
  refuseSharedNames(fields.map(({ name }) => name));
  return describeColumns(client, fields);
}

function refuseSharedNames(names: readonly string[]): void {
  const shared = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  if (shared.length === 0) return;
  const listed = shared.map((name) => `"${name}"`).join(", ");
  throw new AppError(
    "source_query_failed",
    `Several columns of the query are named ${listed}. Give each a name of its own, for example with \`as\`.`,
  );
}

/** Asks Postgres to parse and describe, which `pg` has no call for. Several statements at once are an error there. */
function describeStatement(client: pg.Client, sql: string): Promise<readonly pg.FieldDef[]> {
  return new Promise((resolve, reject) => {
    let fields: readonly pg.FieldDef[] = [];
    const description = {
      submit(connection: pg.Connection): void {
        connection.parse({ name: "", text: sql, types: [] }, true);
        connection.describe({ type: "S", name: "" }, true);
        connection.sync();
      },
      handleRowDescription(message: { fields: readonly pg.FieldDef[] }): void {
        fields = message.fields;
      },
      handleError: reject,
      handleReadyForQuery: () => resolve(fields),
    };
    client.query(description);
  });
}

interface TypeRow {
  native_type: string;
  category: string;
  element_id: string | null;
  element_category: string | null;
  delimiter: string | null;
}

/** A table's column knows its domain by name; a result only knows the type underneath. */
const describeTypes = `
  select
    coalesce(format_type(attribute.atttypid, attribute.atttypmod), format_type(field.type_id, field.modifier))
      as native_type,
    type.typcategory::text as category,
    element.oid::int8::text as element_id,
    element.typcategory::text as element_category,
    element.typdelim::text as delimiter
  from unnest($1::oid[], $2::int[], $3::oid[], $4::int[]) with ordinality
    as field (type_id, modifier, table_id, column_id, place)
  join pg_catalog.pg_type type on type.oid = field.type_id
  left join pg_catalog.pg_type element on element.typarray = type.oid
  left join pg_catalog.pg_attribute attribute
    on attribute.attrelid = field.table_id and attribute.attnum = field.column_id and field.column_id > 0
  order by field.place`;

async function describeColumns(client: pg.Client, fields: readonly pg.FieldDef[]): Promise<DescribedColumn[]> {
  const { rows } = await client.query<TypeRow>(describeTypes, [
    fields.map((field) => field.dataTypeID),
    fields.map((field) => field.dataTypeModifier),
    fields.map((field) => field.tableID),
    fields.map((field) => field.columnID),
  ]);
  return fields.flatMap((field, index) => {
    const row = rows[index];
    if (row === undefined) return [];
    const format = chooseFormat(field.dataTypeID, row);
    return [{ column: { name: field.name, type: format.type, nativeType: row.native_type }, format }];
  });
}

function chooseFormat(typeId: number, row: TypeRow): CellFormat {
  if (row.element_id === null) return { type: chooseType(typeId, row.category), element: null };
  const type = chooseType(Number(row.element_id), row.element_category ?? "");
  return { type: "array", element: { type, delimiter: row.delimiter ?? "," } };
}

const { builtins } = pg.types;

const typesById = new Map<number, ColumnType>([
  [builtins.BOOL, "boolean"],
  [builtins.INT2, "integer"],
  [builtins.INT4, "integer"],
  [builtins.INT8, "integer"],
  [builtins.OID, "integer"],
  [builtins.FLOAT4, "number"],
  [builtins.FLOAT8, "number"],
  [builtins.NUMERIC, "number"],
  [builtins.DATE, "date"],
  [builtins.TIMESTAMP, "timestamp"],
  [builtins.TIMESTAMPTZ, "timestamptz"],
  [builtins.JSON, "json"],
  [builtins.JSONB, "json"],
  [builtins.BYTEA, "bytes"],
  [builtins.UUID, "text"],
]);

/** Postgres's categories: `S` are texts (also `citext`), `E` enums. */
function chooseType(typeId: number, category: string): ColumnType {
  return typesById.get(typeId) ?? (category === "S" || category === "E" ? "text" : "other");
}
