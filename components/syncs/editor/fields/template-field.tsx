import dynamic from "next/dynamic";
import { useMemo } from "react";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import type { PreviewView } from "@/lib/api/sources";
import type { FillTemplate, ReadTemplate } from "@/lib/engine/template";
import { completeTemplate } from "./complete-template";

const CodeField = dynamic(() => import("./code-field").then((module) => module.CodeField), {
  ssr: false,
  loading: () => <Skeleton className="h-8" />,
});

interface TemplateFieldProps {
  label: string;
  value: string;
  preview: PreviewView | undefined;
  /** Null until it is loaded. */
  readTemplate: ReadTemplate | null;
  onChange: (template: string) => void;
}

/** A template with completion, its faults in place, and what it makes of the preview's first rows. */
export function TemplateField({ label, value, preview, readTemplate, onChange }: TemplateFieldProps) {
  const reading = useMemo(() => (value === "" ? undefined : readTemplate?.(value)), [value, readTemplate]);
  const faults = useMemo(() => {
    if (!reading || reading.ok) return [];
    const { why, place } = reading.fault;
    return [{ line: place?.line ?? 1, column: place?.column ?? 1, message: why }];
  }, [reading]);
  const columns = preview?.columns ?? [];
  const isComplete = reading?.ok && reading.columns.every((name) => columns.some((column) => column.name === name));
  const fill = isComplete ? reading.bind(columns) : null;
  return (
    <div className="grid min-w-0 gap-1">
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
          Liquid, such as <code>{"{{ first_name }} {{ last_name }}"}</code>
        </p>
      )}
      {fill && preview && <FilledRows fill={fill} rows={preview.rows.slice(0, 3)} />}
    </div>
  );
}

function FilledRows({ fill, rows }: { fill: FillTemplate; rows: PreviewView["rows"] }) {
  return (
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
  );
}
