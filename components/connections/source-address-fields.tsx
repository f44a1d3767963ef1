import type { FieldErrors } from "@/components/forms/field-errors";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { readTlsOf, type SourceDraft } from "./source-draft";

export interface SourceFieldsProps {
  draft: SourceDraft;
  errors: FieldErrors;
  onChange: (changed: Partial<SourceDraft>) => void;
}

const ways = [
  { value: "url", title: "By URL", text: "One line, as most providers show it." },
  { value: "fields", title: "Field by field", text: "Each part on its own." },
] as const;

/** Where the database is and whom to sign in as. */
export function SourceAddressFields(props: SourceFieldsProps & { hasSavedPassword: boolean }) {
  const { draft, errors, onChange } = props;
  return (
    <>
      <FieldGroup label="How it is reached">
        <RadioCards
          label="How it is reached"
          options={ways}
          value={draft.kind}
          onChange={(kind) => onChange({ kind })}
          columns={2}
        />
      </FieldGroup>
      {draft.kind === "url" ? (
        <Field
          label="Connection URL"
          hint="It holds the password, so it is hidden as you type. Its sslmode, if it has one, is the choice below, which you can change."
          error={errors["connection.url"]}
        >
          <Input
            type="password"
            autoComplete="off"
            spellCheck={false}
            placeholder="postgresql://user:password@host:5432/database"
            value={draft.url}
            onChange={({ target: { value: url } }) => onChange({ url, ...readTlsOf(url) })}
          />
        </Field>
      ) : (
        <SeparateFields {...props} />
      )}
    </>
  );
}

function SeparateFields({
  draft,
  errors,
  onChange,
  hasSavedPassword,
}: SourceFieldsProps & { hasSavedPassword: boolean }) {
  const bind = (field: "host" | "port" | "database" | "user" | "password") => ({
    value: draft[field],
    onChange: (event: { target: { value: string } }) => onChange({ [field]: event.target.value }),
    spellCheck: false,
  });
  return (
    <div className="grid gap-4 sm:grid-cols-4">
      <Field label="Host" error={errors["connection.host"]} className="sm:col-span-3">
        <Input {...bind("host")} autoComplete="off" placeholder="db.example.com" />
      </Field>
      <Field label="Port" error={errors["connection.port"]}>
        <Input {...bind("port")} autoComplete="off" inputMode="numeric" />
      </Field>
      <Field label="Database" error={errors["connection.database"]} className="sm:col-span-4">
        <Input {...bind("database")} autoComplete="off" />
      </Field>
      <Field label="User" error={errors["connection.user"]} className="sm:col-span-2">
        <Input {...bind("user")} autoComplete="off" placeholder="sluice_reader" />
      </Field>
      <Field
        label="Password"
        hint={hasSavedPassword ? "Leave it empty to keep the saved one." : undefined}
        error={errors["connection.password"]}
        className="sm:col-span-2"
      >
        <Input {...bind("password")} type="password" autoComplete="new-password" />
      </Field>
    </div>
  );
}
