"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { setFileOptions } from "@/app/_server/actions/storage";
import { FormProblem } from "@/components/forms/form-problem";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { storageQuery } from "@/lib/api/queries";
import type { FileOptions } from "@/lib/api/storage";
import { describeFiles, describeValues } from "./storage-words";

/** How the files of rejected rows are written, and how long they and written values are kept; what is changed has to be saved. */
export function FileOptionsCard({ files }: { files: FileOptions }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Card aria-labelledby="files-title">
      <CardHeader
        actions={
          !isOpen && (
            <Button size="sm" onClick={() => setIsOpen(true)} aria-label="Change how files are written and kept">
              Change
            </Button>
          )
        }
      >
        <CardTitle id="files-title">Files of rejected rows, and written values</CardTitle>
      </CardHeader>
      {isOpen ? (
        <FileOptionsForm files={files} onClose={() => setIsOpen(false)} />
      ) : (
        <CardBody>
          <p className="text-sm text-muted">
            {describeFiles(files)}. {describeValues(files)}.
          </p>
        </CardBody>
      )}
    </Card>
  );
}

const kinds = [
  { format: "csv", compression: "none", label: "CSV" },
  { format: "csv", compression: "gzip", label: "CSV, compressed (.csv.gz)" },
  { format: "ndjson", compression: "none", label: "NDJSON" },
  { format: "ndjson", compression: "gzip", label: "NDJSON, compressed (.ndjson.gz)" },
] as const;

function FileOptionsForm({ files, onClose }: { files: FileOptions; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [kind, setKind] = useState<Pick<FileOptions, "format" | "compression">>(files);
  const [days, setDays] = useState(files.rejectsKeptDays === null ? "" : String(files.rejectsKeptDays));
  const [valueDays, setValueDays] = useState(String(files.valuesKeptDays ?? 90));
  const saving = useAction(setFileOptions, (view) => {
    queryClient.setQueryData(storageQuery().queryKey, view);
    toast.success("The files’ settings are saved");
    onClose();
  });

  const save = () => {
    const { format, compression } = kind;
    const rejectsKeptDays = days.trim() === "" ? null : Number(days);
    const valuesKeptDays = valueDays.trim() === "" ? Number.NaN : Number(valueDays);
    saving.run({ format, compression, rejectsKeptDays, valuesKeptDays });
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <CardBody className="grid gap-4 sm:grid-cols-2">
        <Field label="Report" hint="For runs that end from now on. Downloads offer both formats in any case.">
          <Select
            value={nameKind(kind)}
            onChange={({ target }) => setKind(kinds.find((choice) => nameKind(choice) === target.value) ?? kind)}
          >
            {kinds.map((choice) => (
              <option key={choice.label} value={nameKind(choice)}>
                {choice.label}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          label="Keep for, in days"
          isOptional
          hint="Files and samples of older runs are deleted, within minutes of saving. Left empty, they are kept as long as their sync."
          error={saving.problem?.fields?.rejectsKeptDays}
        >
          <Input inputMode="numeric" value={days} onChange={(event) => setDays(event.target.value)} />
        </Field>
        <Field
          label="Keep written values for, in days"
          hint="What each run wrote, row by row: Records looks it up. 0 keeps none. They never outlive the rejected rows."
          error={saving.problem?.fields?.valuesKeptDays}
        >
          <Input inputMode="numeric" value={valueDays} onChange={(event) => setValueDays(event.target.value)} />
        </Field>
        <FormProblem
          problem={saving.problem}
          fields={["rejectsKeptDays", "valuesKeptDays"]}
          className="sm:col-span-2"
        />
      </CardBody>
      <CardFooter>
        <Button variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" pending={saving.isPending}>
          Save
        </Button>
      </CardFooter>
    </form>
  );
}

const nameKind = ({ format, compression }: Pick<FileOptions, "format" | "compression">) => `${format}-${compression}`;
