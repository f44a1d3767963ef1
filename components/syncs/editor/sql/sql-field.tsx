"use client";

import { type ComponentType, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { CatalogueView } from "@/lib/api/sources";
import type { SqlFault } from "./place-fault";
import type { SqlEditorProps, StartAt } from "./sql-editor";

interface SqlFieldProps {
  value: string;
  error: string | undefined;
  fault: SqlFault | null;
  catalogue: CatalogueView | undefined;
  onChange: (sql: string) => void;
  onRun: () => void;
}

const example = "select id, email, full_name from customers";

/** Where a statement is written: a plain text area until the editor has come, and for good where it can't come. */
export function SqlField({ value, error, fault, catalogue, onChange, onRun }: SqlFieldProps) {
  const plain = useRef<HTMLTextAreaElement>(null);
  const [loaded, setLoaded] = useState<{ Editor: ComponentType<SqlEditorProps>; startAt: StartAt | null } | null>(null);

  // The network is the outside system: the editor's code is fetched once somebody writes SQL.
  useEffect(() => {
    let isWanted = true;
    import("./sql-editor").then(
      ({ SqlEditor }) => {
        const area = plain.current;
        const startAt = area !== null && document.activeElement === area ? readSelection(area) : null;
        // At once: what is typed before it is drawn would be typed into neither.
        if (isWanted) flushSync(() => setLoaded({ Editor: SqlEditor, startAt }));
      },
      // The text area stays, in which all can be written, too.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, []);

  function runOnEnter(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    onRun();
  }

  const hint = loaded
    ? "One select statement, run read-only. ⌘ or Ctrl with Enter previews it. Tab indents; Escape and then Tab leaves."
    : "One select statement, run read-only. ⌘ or Ctrl with Enter previews it.";
  return (
    <Field label="SQL" hint={hint} error={error ?? (loaded ? undefined : fault?.message)}>
      {loaded ? (
        <loaded.Editor
          value={value}
          onChange={onChange}
          onRun={onRun}
          catalogue={catalogue}
          fault={fault}
          placeholder={example}
          startAt={loaded.startAt}
        />
      ) : (
        <Textarea
          ref={plain}
          rows={8}
          spellCheck={false}
          autoComplete="off"
          className="font-mono text-xs"
          placeholder={example}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          onKeyDown={runOnEnter}
        />
      )}
    </Field>
  );
}

/** What is selected stays selected: what is typed next takes its place. */
function readSelection({ selectionStart, selectionEnd }: HTMLTextAreaElement): StartAt {
  return { anchor: selectionStart, head: selectionEnd };
}
