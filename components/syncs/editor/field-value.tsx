"use client";

import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { PreviewView } from "@/lib/api/sources";
import type { ReadTemplate } from "@/lib/engine/template";
import type { DraftField } from "../draft/sync-draft";
import { ColumnSelect } from "./column-select";
import { TemplateField } from "./fields/template-field";
import { Sample } from "./sample";

interface FieldValueProps {
  field: DraftField;
  number: number;
  preview: PreviewView | undefined;
  readTemplate: ReadTemplate | null;
  onChange: (change: Partial<Omit<DraftField, "id">>) => void;
}

/** Where a mapping's value comes from: a column of the query, one text for all rows, or a template. */
export function FieldValue({ field, number, preview, readTemplate, onChange }: FieldValueProps) {
  const sample = field.kind === "column" ? findSample(preview, field.column) : null;
  return (
    <div className="col-span-2 grid min-w-0 lg:col-span-1 grid-cols-[7rem_minmax(0,1fr)] items-start gap-x-2">
      <Select
        aria-label={`Kind of value of mapping ${number}`}
        value={field.kind}
        onChange={({ target }) => onChange({ kind: readKind(target.value) })}
      >
        <option value="column">Column</option>
        <option value="constant">Constant</option>
        <option value="template">Template</option>
      </Select>
      <div className="min-w-0">
        {field.kind === "template" && (
          <TemplateField
            label={`Template of mapping ${number}`}
            value={field.template}
            preview={preview}
            readTemplate={readTemplate}
            onChange={(template) => onChange({ template })}
          />
        )}
        {field.kind === "column" && (
          <ColumnSelect
            aria-label={`Column of mapping ${number}`}
            columns={preview?.columns}
            value={field.column}
            onChange={(column) => onChange({ column })}
          />
        )}
        {field.kind === "constant" && (
          <Input
            aria-label={`Constant of mapping ${number}`}
            placeholder="The same text for every row"
            value={field.constant}
            onChange={({ target }) => onChange({ constant: target.value })}
          />
        )}
        {sample !== null && <Sample value={sample} />}
      </div>
    </div>
  );
}

function readKind(chosen: string): DraftField["kind"] {
  return chosen === "constant" || chosen === "template" ? chosen : "column";
}

/** The first value of a column that isn't empty. */
function findSample(preview: PreviewView | undefined, column: string): string | null {
  const index = preview?.columns.findIndex(({ name }) => name === column) ?? -1;
  return preview?.rows.map((row) => row[index]).find((cell) => cell) ?? null;
}
