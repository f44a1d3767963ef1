import { Plus } from "lucide-react";
import type { Dispatch } from "react";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import type { ColumnView } from "@/lib/api/sources";
import type { SuggestedField } from "@/lib/engine/suggest-mapping";
import type { FieldMapping, Property } from "@/lib/engine/types";
import type { Edit } from "../../draft/edit-draft";
import { ColumnIcon } from "../column-icon";

interface InReachProps {
  suggestions: readonly SuggestedField[];
  columns: readonly ColumnView[];
  properties: readonly Property[];
  dispatch: Dispatch<Edit>;
}

/** What isn't mapped yet and could be, a click each: what is suggested, columns, properties. */
export function InReach({ suggestions, columns, properties, dispatch }: InReachProps) {
  const add = (field: FieldMapping) => dispatch({ type: "add_fields", fields: [field] });
  return (
    <div className="grid gap-1">
      {suggestions.length > 0 && (
        <Disclosure title={`${count(suggestions.length, "suggestion")}, one by one`}>
          <ul aria-label="Suggestions" className="grid gap-1">
            {suggestions.map(({ field, column, property, reason }) => (
              <li key={column.name} className="flex min-w-0 flex-wrap items-center gap-x-2 text-sm">
                <span className="min-w-0 truncate">
                  {column.name} → {property.label}
                </span>
                <span className="text-xs text-muted">{reason}</span>
                <Button size="sm" variant="ghost" className="ml-auto" onClick={() => add(field)}>
                  Accept<span className="sr-only"> {property.label}</span>
                </Button>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {columns.length > 0 && (
        <Disclosure title={`${count(columns.length, "column")} not used`}>
          <ul aria-label="Columns not used" className="flex flex-wrap gap-1.5">
            {columns.slice(0, MOST).map(({ name, type }) => (
              <li key={name} className="min-w-0">
                <Button
                  size="sm"
                  onClick={() => add({ property: "", value: { kind: "column", column: name }, whenEmpty: "skip" })}
                >
                  <ColumnIcon type={type} />
                  <span className="sr-only">Map </span>
                  <span className="truncate">{name}</span>
                </Button>
              </li>
            ))}
            {columns.length > MOST && <li className="text-xs text-muted">and {columns.length - MOST} more</li>}
          </ul>
        </Disclosure>
      )}
      {properties.length > 0 && (
        <Disclosure title={`${count(properties.length, "property", "properties")} in reach`}>
          <ul aria-label="Properties in reach" className="flex flex-wrap gap-1.5">
            {properties.slice(0, MOST).map(({ name, label, isRequired }) => (
              <li key={name} className="min-w-0">
                <Button
                  size="sm"
                  onClick={() => add({ property: name, value: { kind: "column", column: "" }, whenEmpty: "skip" })}
                >
                  <Plus aria-hidden />
                  <span className="sr-only">Map </span>
                  <span className="truncate">{isRequired ? `${label} (required)` : label}</span>
                </Button>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}

// More are found by searching in a row.
const MOST = 40;

function count(number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`;
}
