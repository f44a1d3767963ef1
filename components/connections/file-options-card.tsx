"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { setFileOptions } from "@/app/_server/actions/storage";
import { type FieldErrors, listFieldErrors } from "@/components/forms/field-errors";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { storageQuery } from "@/lib/api/queries";
import { FileOptions } from "@/lib/api/storage";
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

function FileOptionsForm({ files, onClose }: { files: FileOptions; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [kind, setKind] = useState(`${files.format}-${files.compression}`);
  const [days, setDays] = useState(files.rejectsKeptDays === null ? "" : String(files.rejectsKeptDays));
  const [valueDays, setValueDays] = useState(String(files.valuesKeptDays ?? 90));
  const [errors, setErrors] = useState<FieldErrors>({});
  const saving = useAction(setFileOptions, (view) => {
    queryClient.setQueryData(storageQuery().queryKey, view);
    toast.success("The files’ settings are saved");
    onClose();
  });

  const save = () => {
    const [format, compression] = kind.split("-");
    const rejectsKeptDays = days.trim() === "" ? null : Number(days);
    const valuesKeptDays = valueDays.trim() === "" ? Number.NaN : Number(valueDays);
    const parsed = FileOptions.safeParse({ format, compression, rejectsKeptDays, valuesKeptDays });
    setErrors(parsed.success ? {} : listFieldErrors(parsed.error));
    if (parsed.success) saving.run(parsed.data);
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
          <Select value={kind} onChange={(event) => setKind(event.target.value)}>
            <option value="csv-none">CSV</option>
            <option value="csv-gzip">CSV, compressed (.csv.gz)</option>
            <option value="ndjson-none">NDJSON</option>
            <option value="ndjson-gzip">NDJSON, compressed (.ndjson.gz)</option>
          </Select>
        </Field>
        <Field
          label="Keep for, in days"
          isOptional
          hint="Files and samples of older runs are deleted, within minutes of saving. Left empty, they are kept as long as their sync."
          error={errors.rejectsKeptDays}
        >
          <Input inputMode="numeric" value={days} onChange={(event) => setDays(event.target.value)} />
        </Field>
        <Field
          label="Keep written values for, in days"
          hint="What each run wrote, row by row: Records looks it up. 0 keeps none. They never outlive the rejected rows."
          error={errors.valuesKeptDays}
        >
          <Input inputMode="numeric" value={valueDays} onChange={(event) => setValueDays(event.target.value)} />
        </Field>
        {saving.problem && (
          <Callout tone="danger" isAnnounced className="sm:col-span-2">
            {saving.problem.message}
          </Callout>
        )}
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
