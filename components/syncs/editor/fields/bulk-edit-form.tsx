"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogContent } from "@/components/ui/dialog";
import type { Mapping } from "@/lib/engine/types";
import { CodeField } from "./code-field";
import { readMappingYaml, writeMappingYaml } from "./mapping-yaml";

interface BulkEditFormProps {
  mapping: Mapping;
  onApply: (mapping: Mapping) => void;
}

/** The whole mapping as YAML. Nothing changes before it is applied, and only what can be read is. */
export function BulkEditForm({ mapping, onApply }: BulkEditFormProps) {
  const [text, setText] = useState(() => writeMappingYaml(mapping));
  const reading = useMemo(() => readMappingYaml(text), [text]);
  const faults = useMemo(() => (reading.ok ? [] : reading.faults), [reading]);
  return (
    <DialogContent
      size="xl"
      title="Edit the mapping as YAML"
      description="The same as the API has it. Applying it changes the draft; nothing is saved by that."
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" disabled={!reading.ok} onClick={() => reading.ok && onApply(reading.mapping)}>
            Apply
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <CodeField label="Mapping as YAML" language="yaml" value={text} onChange={setText} faults={faults} />
        <div aria-live="polite" className="text-sm">
          {faults.length > 0 && (
            <ul aria-label="What is wrong" className="grid gap-1 text-danger">
              {faults.slice(0, 8).map(({ line, message }) => (
                <li key={`${line} ${message}`} className="wrap-anywhere">
                  Line {line}: {message}
                </li>
              ))}
              {faults.length > 8 && <li>And {faults.length - 8} more.</li>}
            </ul>
          )}
          {reading.ok && (
            <p className="text-muted">
              {reading.mapping.fields.length} {reading.mapping.fields.length === 1 ? "property is" : "properties are"}{" "}
              mapped.
            </p>
          )}
        </div>
      </div>
    </DialogContent>
  );
}
