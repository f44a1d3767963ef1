"use client";

import { useQuery } from "@tanstack/react-query";
import { describeFailure } from "@/components/forms/describe-failure";
import { Combobox, type ComboboxOption } from "@/components/ui/combobox";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { formatRoughly } from "@/components/ui/format-number";
import { tablesQuery } from "@/lib/api/queries";
import type { TableView } from "@/lib/api/sources";

interface TablePickerProps {
  sourceId: string;
  schema: string;
  table: string;
  error: string | undefined;
  onChange: (schema: string, table: string) => void;
}

/** The tables and views of a source, searched by name. */
export function TablePicker({ sourceId, schema, table, error, onChange }: TablePickerProps) {
  const tables = useQuery(tablesQuery(sourceId));
  if (tables.isLoadingError) {
    return (
      <ErrorState
        title="The tables couldn't be read"
        why={describeFailure(tables.error)}
        isRetrying={tables.isFetching}
        onRetry={() => void tables.refetch()}
      />
    );
  }

  function choose(value: string) {
    const chosen = tables.data?.find((candidate) => spellTable(candidate) === value);
    if (chosen) onChange(chosen.schema, chosen.table);
  }

  return (
    <Field label="Table" error={error} className="max-w-md">
      <Combobox
        options={listTableOptions(tables.data ?? [])}
        value={table === "" ? null : spellTable({ schema, table })}
        onChange={choose}
        placeholder={tables.isPending ? "Reading the tables…" : "Choose a table"}
        searchPlaceholder="Search tables"
        emptyText={
          tables.data?.length === 0 ? "The source shows no tables to this user. Grant it select on some." : undefined
        }
        disabled={tables.isPending}
      />
    </Field>
  );
}

/** Those of one schema stand together where there are several. */
function listTableOptions(tables: readonly TableView[]): ComboboxOption[] {
  const hasSchemas = new Set(tables.map(({ schema }) => schema)).size > 1;
  return tables.map((table) => {
    const { schema, estimatedRows } = table;
    return {
      value: spellTable(table),
      label: table.table,
      hint: schema,
      ...(estimatedRows === null
        ? {}
        : { sample: `about ${formatRoughly(estimatedRows)} ${estimatedRows === 1 ? "row" : "rows"}` }),
      ...(hasSchemas ? { group: schema } : {}),
    };
  });
}

function spellTable({ schema, table }: Pick<TableView, "schema" | "table">): string {
  return `${schema}.${table}`;
}
