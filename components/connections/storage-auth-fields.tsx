import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import type { StorageFieldsProps } from "./storage-place-fields";

const ways = [
  { value: "keys", title: "Access key", text: "A key and its secret." },
  { value: "role", title: "Assume a role", text: "A role of your account that trusts this instance." },
  { value: "instance", title: "This instance", text: "What its machine, task or environment may do." },
] as const;

interface StorageAuthFieldsProps extends StorageFieldsProps {
  hasSavedSecret: boolean;
  suggestedExternalId: string;
}

/** How Sluice proves who it is. */
export function StorageAuthFields(props: StorageAuthFieldsProps) {
  const { draft, onChange } = props;
  return (
    <>
      <FieldGroup label="How Sluice authenticates">
        <RadioCards
          label="How Sluice authenticates"
          options={ways}
          value={draft.auth}
          onChange={(auth) => onChange({ auth })}
          columns={3}
        />
      </FieldGroup>
      {draft.auth === "keys" && <KeyFields {...props} />}
      {draft.auth === "role" && <RoleFields {...props} />}
    </>
  );
}

function KeyFields({ draft, errors, onChange, hasSavedSecret }: StorageAuthFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Access key id" error={errors["auth.accessKeyId"]}>
        <Input
          value={draft.accessKeyId}
          onChange={({ target }) => onChange({ accessKeyId: target.value })}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Field
        label="Secret access key"
        hint={hasSavedSecret ? "Leave it empty to keep the saved one." : undefined}
        error={errors["auth.secretAccessKey"]}
      >
        <Input
          type="password"
          value={draft.secretAccessKey}
          onChange={({ target }) => onChange({ secretAccessKey: target.value })}
          autoComplete="new-password"
        />
      </Field>
    </div>
  );
}

function RoleFields({ draft, errors, onChange, suggestedExternalId }: StorageAuthFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Role ARN" error={errors["auth.roleArn"]} className="sm:col-span-2">
        <Input
          value={draft.roleArn}
          onChange={({ target }) => onChange({ roleArn: target.value })}
          placeholder="arn:aws:iam::123456789012:role/sluice-rejects"
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Field
        label="External id"
        isOptional
        hint={`What the role’s trust policy asks for. ${suggestedExternalId} is this workspace’s own.`}
        error={errors["auth.externalId"]}
        className="sm:col-span-2"
      >
        <Input
          value={draft.externalId}
          onChange={({ target }) => onChange({ externalId: target.value })}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Field
        label="Session length, in seconds"
        hint="From 900 to 43,200, and no more than the role allows. It is renewed by itself."
        error={errors["auth.sessionSeconds"]}
      >
        <Input
          inputMode="numeric"
          value={draft.sessionSeconds}
          onChange={({ target }) => onChange({ sessionSeconds: target.value })}
        />
      </Field>
      <Field
        label="Token service"
        isOptional
        hint="Left empty, Amazon’s of the region, or the endpoint’s own."
        error={errors["auth.stsEndpoint"]}
      >
        <Input
          value={draft.stsEndpoint}
          onChange={({ target }) => onChange({ stsEndpoint: target.value })}
          placeholder="https://sts.eu-central-1.amazonaws.com"
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
    </div>
  );
}
