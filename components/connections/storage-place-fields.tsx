import type { FieldErrors } from "@/components/forms/field-errors";
import { Checkbox } from "@/components/ui/checkbox";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { StorageDraft } from "./storage-draft";

export interface StorageFieldsProps {
  draft: StorageDraft;
  errors: FieldErrors;
  onChange: (changed: Partial<StorageDraft>) => void;
}

/** Which bucket, and where it is. */
export function StoragePlaceFields({ draft, errors, onChange }: StorageFieldsProps) {
  const bind = (field: "bucket" | "region" | "prefix" | "endpoint") => ({
    value: draft[field],
    onChange: (event: { target: { value: string } }) => onChange({ [field]: event.target.value }),
    spellCheck: false,
    autoComplete: "off",
  });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Bucket" error={errors.bucket}>
          <Input {...bind("bucket")} placeholder="acme-rejects" />
        </Field>
        <Field label="Region" error={errors.region}>
          <Input {...bind("region")} placeholder="eu-central-1" />
        </Field>
        <Field
          label="Prefix"
          isOptional
          hint="A folder of the bucket that all files go below."
          error={errors.prefix}
          className="sm:col-span-2"
        >
          <Input {...bind("prefix")} placeholder="sluice" />
        </Field>
      </div>
      <Disclosure title="Not Amazon S3" isOpenAtFirst={draft.endpoint !== "" || errors.endpoint !== undefined}>
        <div className="flex flex-col gap-4">
          <Field
            label="Endpoint"
            isOptional
            hint="Of MinIO, R2, Ceph and others. Left empty, the bucket is on Amazon S3."
            error={errors.endpoint}
          >
            <Input {...bind("endpoint")} placeholder="https://minio.example.com" />
          </Field>
          <Checkbox isChecked={draft.hasPathStyle} onChange={(hasPathStyle) => onChange({ hasPathStyle })}>
            Path-style addresses
            <span className="block text-xs text-muted">
              https://host/bucket/file instead of https://bucket.host/file; MinIO and Ceph want it as a rule.
            </span>
          </Checkbox>
          <Checkbox isChecked={draft.isHttpAllowed} onChange={(isHttpAllowed) => onChange({ isHttpAllowed })}>
            Allow addresses without TLS
            <span className="block text-xs text-muted">
              Rows then go over the network in plain text. On this very machine they may in any case.
            </span>
          </Checkbox>
          <Field label="Checksums" hint="Some stores refuse the checksums that Amazon takes by default.">
            <Select
              value={draft.checksums}
              onChange={({ target }) =>
                onChange({
                  checksums: target.value === "required" || target.value === "supported" ? target.value : "auto",
                })
              }
            >
              <option value="auto">By the store: with every file on Amazon S3, else where S3 requires them</option>
              <option value="supported">With every file</option>
              <option value="required">Only where S3 requires them</option>
            </Select>
          </Field>
        </div>
      </Disclosure>
    </>
  );
}
