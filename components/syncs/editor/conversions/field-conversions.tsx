import { useState } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { Select } from "@/components/ui/select";
import { TextLink } from "@/components/ui/text-link";
import type { PropertyView } from "@/lib/api/portals";
import { type Conversions, countConversions } from "../../draft/conversions";
import type { DraftField } from "../../draft/sync-draft";
import type { Outcome } from "../../mapping/list-outcomes";
import { CleanSteps } from "./clean-steps";
import { OutcomeList } from "./outcome-list";
import { ValueMap } from "./value-map";

interface FieldConversionsProps {
  field: DraftField;
  name: string;
  property: PropertyView | undefined;
  showOutcomes: () => readonly Outcome[];
  onChange: (change: { conversions: Conversions }) => void;
}

/** What a column's values go through before they are converted: out of sight while there is nothing. */
export function FieldConversions({ field, name, property, showOutcomes, onChange }: FieldConversionsProps) {
  const { conversions } = field;
  const count = countConversions(conversions);
  const [isOpen, setIsOpen] = useState(false);
  const change = (next: Conversions) => onChange({ conversions: next });
  return (
    <Disclosure
      title={
        <>
          Conversions<span className="sr-only"> of {name}</span>
          {count > 0 && <span className="rounded-full bg-sunken px-1.5 text-xs tabular-nums">{count}</span>}
        </>
      }
      onToggle={setIsOpen}
    >
      {isOpen && (
        <div className="grid gap-4 pb-1">
          <CleanSteps name={name} conversions={conversions} onChange={change} />
          <ValueMap name={name} property={property} conversions={conversions} onChange={change} />
          <div className="grid max-w-md gap-1.5">
            <Select
              aria-label={`When ${name} is invalid`}
              value={conversions.whenInvalid}
              onChange={({ target }) =>
                change({ ...conversions, whenInvalid: target.value === "skip" ? "skip" : "reject" })
              }
            >
              <option value="reject">Invalid: reject the row</option>
              <option value="skip">Invalid: leave the value out</option>
            </Select>
            <p className="text-xs text-muted">
              {conversions.whenInvalid === "skip"
                ? "The row is sent without it, HubSpot keeps what it has, and the run counts it. What HubSpot itself refuses comes after sending and still rejects the row."
                : "What is refused before sending, such as a text where a number has to be."}
            </p>
          </div>
          <OutcomeList outcomes={showOutcomes()} />
          <p className="text-xs text-muted">
            All of it in the docs: <TextLink href="/docs/mapping">mapping and conversions</TextLink>.
          </p>
        </div>
      )}
    </Disclosure>
  );
}
