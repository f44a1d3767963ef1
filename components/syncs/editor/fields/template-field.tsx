import dynamic from "next/dynamic";
import { useMemo } from "react";
import { Backticked } from "@/components/ui/backticked";
import { cn } from "@/components/ui/cn";
import { loadPart } from "@/components/ui/connection";
import { Skeleton } from "@/components/ui/skeleton";
import type { PreviewView } from "@/lib/api/sources";
import type { FillTemplate, TemplateFault, TemplateReading } from "@/lib/engine/template";
import { useTemplateReader } from "../../mapping/use-template-reader";
import { CheckLine } from "../check-line";
import type { CodeFault } from "./code-field";
import { completeTemplate } from "./complete-template";

const CodeField = dynamic(() => loadPart(() => import("./code-field")).then((module) => module.CodeField), {
  ssr: false,
  loading: () => <Skeleton className="h-26.5" />,
});

interface TemplateFieldProps {
  label: string;
  value: string;
  preview: PreviewView | undefined;
  onChange: (template: string) => void;
}

/** A template with completion, its faults in place and in words, and what it makes of the preview's first rows. */
export function TemplateField({ label, value, preview, onChange }: TemplateFieldProps) {
  const readTemplate = useTemplateReader(true);
  const reading = useMemo(() => (value === "" ? undefined : readTemplate?.(value)), [value, readTemplate]);
  const known = preview?.columns;
  const faults = useMemo(() => (reading ? listFaults(reading, known) : []), [reading, known]);
  const columns = known ?? [];
  const fill = reading?.ok && faults.length === 0 ? reading.bind(columns) : null;
  return (
    <div className="grid min-w-0 gap-1.5">
      <CodeField
        label={label}
        language="liquid"
        value={value}
        onChange={onChange}
        faults={faults}
        complete={(context) => completeTemplate(context, columns)}
      />
      {value === "" && (
        <p className="text-xs text-muted">
          Liquid, such as <code>{"{{ first_name }} {{ last_name }}"}</code>. A letter after <code>{"{{"}</code> or{" "}
          <code>|</code> lists columns and filters.
        </p>
      )}
      <div aria-live="polite">
        {faults.map(({ line, column, message }) => (
          <CheckLine key={`${line}:${column}`} isGood={false}>
            Line {line}, character {column}: <Backticked text={message} />.
          </CheckLine>
        ))}
      </div>
      {fill && preview && <FilledRows fill={fill} rows={preview.rows.slice(0, 3)} />}
    </div>
  );
}

/** Of the template itself, and of the columns that the query doesn't have, in the order of the text. */
function listFaults({ columns, ...reading }: TemplateReading, known: PreviewView["columns"] | undefined): CodeFault[] {
  const missing = [...columns]
    .filter(([name]) => known?.every((column) => column.name !== name))
    .map(([name, place]) => placeFault({ why: `the query has no column \`${name}\``, place }));
  const own = reading.ok ? [] : reading.faults.map(placeFault);
  return [...own, ...missing].toSorted((a, b) => a.line - b.line || a.column - b.column);
}

function placeFault({ why, place }: TemplateFault): CodeFault {
  return { line: place?.line ?? 1, column: place?.column ?? 1, message: why };
}

function FilledRows({ fill, rows }: { fill: FillTemplate; rows: PreviewView["rows"] }) {
  return (
    <div className="grid gap-0.5">
      <p className="text-2xs font-medium text-muted">On the preview’s first rows</p>
      <ol aria-label="On the preview’s first rows" className="grid text-xs text-faint">
        {rows
          .map((row, place) => ({ number: place + 1, filled: fill(row) }))
          .map(({ number, filled }) => {
            const text = typeof filled === "string" ? filled : filled.why;
            return (
              <li key={number} title={text} className={cn("truncate", typeof filled !== "string" && "text-warning")}>
                {text === "" ? "empty" : text}
              </li>
            );
          })}
      </ol>
    </div>
  );
}
