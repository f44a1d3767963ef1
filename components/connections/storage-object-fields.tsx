import { Disclosure } from "@/components/ui/disclosure";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { Textarea } from "@/components/ui/textarea";
import type { StorageFieldsProps } from "./storage-place-fields";

const ways = [
  { value: "bucket", title: "As the bucket does it", text: "By its own default." },
  { value: "s3", title: "SSE-S3", text: "By a key of Amazon’s." },
  { value: "kms", title: "KMS", text: "By a key of yours." },
] as const;

/** What is asked of the store for every file. */
export function StorageObjectFields({ draft, errors, onChange }: StorageFieldsProps) {
  return (
    <Disclosure
      title="Encryption and tags"
      isOpenAtFirst={draft.encryption !== "bucket" || draft.tags !== "" || errors.tags !== undefined}
    >
      <div className="flex flex-col gap-4">
        <FieldGroup label="Encryption">
          <RadioCards
            label="Encryption"
            options={ways}
            value={draft.encryption}
            onChange={(encryption) => onChange({ encryption })}
            columns={3}
          />
        </FieldGroup>
        {draft.encryption === "kms" && (
          <Field label="KMS key" hint="Its id or ARN." error={errors["encryption.keyId"]}>
            <Input
              value={draft.kmsKeyId}
              onChange={({ target }) => onChange({ kmsKeyId: target.value })}
              placeholder="arn:aws:kms:eu-central-1:123456789012:key/…"
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
        )}
        <Field label="Tags" isOptional hint="One a line, as name=value; ten at the most." error={errors.tags}>
          <Textarea
            rows={3}
            spellCheck={false}
            className="font-mono text-xs"
            value={draft.tags}
            onChange={({ target }) => onChange({ tags: target.value })}
          />
        </Field>
      </div>
    </Disclosure>
  );
}
