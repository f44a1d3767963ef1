import { type CheckboxCardOption, CheckboxCards } from "@/components/ui/checkbox-cards";
import { FieldGroup } from "@/components/ui/field";
import type { ConnectView } from "@/lib/api/portals";

interface KindChoiceProps {
  choices: ConnectView["choices"];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

const contacts: CheckboxCardOption = {
  value: "always",
  title: "Contacts",
  text: "Always asked for",
  isFixed: true,
};

/** Which kinds of record a connection is for: nobody is asked for what isn't used. */
export function KindChoice({ choices, chosen, onChange }: KindChoiceProps) {
  return (
    <FieldGroup
      label="What do you want to sync?"
      hint="Only what is ticked is asked for. You can ask for more later, from the portal’s card: its syncs, mappings and history stay as they are."
    >
      <CheckboxCards options={[contacts, ...choices.map(toOption)]} chosen={chosen} onChange={onChange} />
    </FieldGroup>
  );
}

function toOption({ kind, label, needs }: ConnectView["choices"][number]): CheckboxCardOption {
  const purpose = kind === "contacts" ? "To create properties and options from here" : undefined;
  return { value: kind, title: label, text: needs === null ? purpose : `Needs ${needs}` };
}
