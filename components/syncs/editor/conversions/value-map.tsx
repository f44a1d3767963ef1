import { ArrowRight, Plus, X } from "lucide-react";
import { type ClipboardEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { PropertyView } from "@/lib/api/portals";
import { listTargets } from "@/lib/engine/fix-values";
import { addBlank, addReplacements, type Conversions, type DraftReplacement } from "../../draft/conversions";
import { readPasted } from "../../draft/read-pasted";
import { TargetPicker } from "../../mapping/target-picker";

interface ValueMapProps {
  name: string;
  property: PropertyView | undefined;
  conversions: Conversions;
  onChange: (conversions: Conversions) => void;
}

// A picker each: a thousand at once would make typing slow.
const SHOWN = 50;

/** Which value becomes which, a row each; two columns of a spreadsheet can be pasted into any of them. */
export function ValueMap({ name, property, conversions, onChange }: ValueMapProps) {
  const [shown, setShown] = useState(SHOWN);
  const { valueMap } = conversions;
  const change = (id: number, part: Partial<DraftReplacement>) =>
    onChange({ ...conversions, valueMap: valueMap.map((entry) => (entry.id === id ? { ...entry, ...part } : entry)) });
  function paste(event: ClipboardEvent) {
    const targets = property === undefined ? [] : listTargets(property);
    const pasted = readPasted(event.clipboardData.getData("text/plain"), targets);
    if (pasted === null) return;
    event.preventDefault();
    onChange(addReplacements(conversions, pasted));
  }

  return (
    <FieldGroup
      label="Value map"
      hint="Compared with the cleaned value as a whole; capitals count. Two columns copied from a spreadsheet can be pasted into a value."
    >
      {valueMap.length > 0 && (
        <ul aria-label={`Value map of ${name}`} className="grid gap-2">
          {valueMap.slice(0, shown).map((entry, index) => (
            <li
              key={entry.id}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1.5 sm:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)_auto]"
            >
              <Input
                aria-label={`Value ${index + 1} of ${name}`}
                placeholder="What rows bring"
                spellCheck={false}
                value={entry.from}
                onPaste={paste}
                onChange={({ target }) => change(entry.id, { from: target.value })}
              />
              <ArrowRight aria-hidden className="hidden size-4 text-faint sm:block" />
              <div className="order-last col-span-2 min-w-0 sm:order-none sm:col-span-1">
                <TargetPicker
                  label={`What value ${index + 1} of ${name} becomes`}
                  property={property}
                  from={entry.from}
                  value={entry.to}
                  onChange={(to) => change(entry.id, { to })}
                />
              </div>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Remove value ${index + 1} of ${name}`}
                onClick={() => onChange({ ...conversions, valueMap: valueMap.filter(({ id }) => id !== entry.id) })}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => onChange(addBlank(conversions))}>
          <Plus aria-hidden />
          Add value
        </Button>
        {valueMap.length > shown && (
          <Button size="sm" variant="ghost" onClick={() => setShown(valueMap.length)}>
            Show {valueMap.length - shown} more
          </Button>
        )}
      </div>
    </FieldGroup>
  );
}
