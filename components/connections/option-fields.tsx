import type { FieldErrors } from "@/components/forms/field-errors";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface OptionFieldsProps {
  value: string;
  label: string;
  errors: FieldErrors | undefined;
  onValue: (value: string) => void;
  onLabel: (label: string) => void;
}

/** What an option of a HubSpot property is made of. */
export function OptionFields({ value, label, errors, onValue, onLabel }: OptionFieldsProps) {
  return (
    <>
      <Field
        label="Internal value"
        hint="What your rows bring, letter by letter. It can't be changed later."
        error={errors?.value}
      >
        <Input
          value={value}
          spellCheck={false}
          className="font-mono"
          onChange={({ target }) => onValue(target.value)}
        />
      </Field>
      <Field label="Label" hint="What people see in HubSpot." error={errors?.label}>
        <Input value={label} onChange={({ target }) => onLabel(target.value)} />
      </Field>
    </>
  );
}
