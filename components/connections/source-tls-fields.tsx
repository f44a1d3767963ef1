import { Field, FieldGroup } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { Textarea } from "@/components/ui/textarea";
import type { SourceFieldsProps } from "./source-address-fields";
import { tlsWords } from "./tls-words";

const modes = (["disable", "require", "verify-full"] as const).map((value) => ({ value, ...tlsWords[value] }));

/** How the connection is protected. */
export function SourceTlsFields({ draft, errors, onChange }: SourceFieldsProps) {
  return (
    <>
      <FieldGroup label="TLS" error={errors["connection.tls"]}>
        <RadioCards label="TLS" options={modes} value={draft.tls} onChange={(tls) => onChange({ tls })} columns={3} />
      </FieldGroup>
      {draft.tls === "verify-full" && (
        <Field
          label="CA certificate"
          isOptional
          hint="PEM text of the authority that signed the server's certificate. Left empty, the public authorities count."
          error={errors["connection.caCertificate"]}
        >
          <Textarea
            rows={4}
            spellCheck={false}
            className="font-mono text-xs"
            placeholder="-----BEGIN CERTIFICATE-----"
            value={draft.caCertificate}
            onChange={(event) => onChange({ caCertificate: event.target.value })}
          />
        </Field>
      )}
    </>
  );
}
