import { useState } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { formatCount } from "@/components/ui/format-number";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import type { ComparedField, ComparedRow, FieldEffect, RowComparison } from "@/lib/api/row-comparison";
import type { FieldMapping } from "@/lib/engine/types";
import { describeSource } from "./describe-source";

interface ComparedFieldsProps {
  row: ComparedRow;
  columns: RowComparison["columns"];
  mapping: readonly FieldMapping[];
  labels: ReadonlyMap<string, string>;
}

/** A row's properties side by side: the source's value, what would be sent, what HubSpot has. Those that change first. */
export function ComparedFields({ row, columns, mapping, labels }: ComparedFieldsProps) {
  const [showsAll, setShowsAll] = useState(false);
  const changing = row.fields.filter(({ effect }) => effect !== "same" && effect !== "untouched");
  const shown = showsAll || changing.length === 0 ? row.fields : changing;
  const hidden = row.fields.length - shown.length;
  return (
    <div className="grid gap-2">
      <Table label={`Row ${row.rowNumber}, property by property`} boxClassName="max-h-96" className="text-xs">
        <THead>
          <TR>
            <TH>Property</TH>
            <TH>In the row</TH>
            <TH>Would be sent</TH>
            <TH>In HubSpot now</TH>
            <TH>What changes</TH>
          </TR>
        </THead>
        <TBody>
          {shown.map((field) => (
            <FieldLine
              key={field.property}
              field={field}
              label={labels.get(field.property) ?? field.property}
              source={sourceOf(field.property, { row, columns, mapping })}
            />
          ))}
        </TBody>
      </Table>
      {(hidden > 0 || showsAll) && changing.length > 0 && (
        <Button variant="ghost" size="sm" className="justify-self-start" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? "Show only what changes" : `Show all ${formatCount(row.fields.length, "property", "properties")}`}
        </Button>
      )}
    </div>
  );
}

function sourceOf(property: string, { row, columns, mapping }: Omit<ComparedFieldsProps, "labels">) {
  const field = mapping.find((candidate) => candidate.property === property);
  return field ? describeSource(field.value, columns, row.cells) : null;
}

interface FieldLineProps {
  field: ComparedField;
  label: string;
  source: ReturnType<typeof describeSource> | null;
}

function FieldLine({ field: { property, sent, held, effect }, label, source }: FieldLineProps) {
  return (
    <TR>
      <TD className="align-top">
        <span className="font-medium">{label}</span>
        {label !== property && <span className="block font-mono text-faint">{property}</span>}
      </TD>
      <TD className="align-top">
        {source?.cell !== undefined && <CellText value={source.cell} />}
        {source && <span className="block text-faint">{source.name}</span>}
      </TD>
      <TD className="align-top">
        {sent === null ? <Absent word="nothing" /> : <CellText value={sent} emptyWord="empty, to clear it" />}
      </TD>
      <TD className={cn("align-top", (effect === "change" || effect === "blank") && "line-through decoration-faint")}>
        {held === null ? <Absent word="nothing" /> : <CellText value={held} />}
      </TD>
      <TD className="align-top">
        <EffectBadge effect={effect} />
      </TD>
    </TR>
  );
}

function CellText({ value, emptyWord = "empty" }: { value: string | null; emptyWord?: string }) {
  if (value === null) return <Absent word="null" />;
  if (value === "") return <Absent word={emptyWord} />;
  return <span className="line-clamp-4 max-w-72 font-mono wrap-anywhere whitespace-pre-wrap">{value}</span>;
}

function Absent({ word }: { word: string }) {
  return <span className="text-faint italic no-underline">{word}</span>;
}

const effects: Readonly<Record<FieldEffect, { readonly word: string; readonly tone: Tone }>> = {
  set: { word: "Set", tone: "success" },
  change: { word: "Changed", tone: "info" },
  blank: { word: "Blanked", tone: "warning" },
  same: { word: "The same", tone: "muted" },
  untouched: { word: "Left alone", tone: "muted" },
};

function EffectBadge({ effect }: { effect: FieldEffect }) {
  const { word, tone } = effects[effect];
  return <Badge tone={tone}>{word}</Badge>;
}
