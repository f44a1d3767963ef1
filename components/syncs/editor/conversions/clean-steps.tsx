import { Checkbox } from "@/components/ui/checkbox";
import { FieldGroup } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { type Conversions, setStep } from "../../draft/conversions";

interface CleanStepsProps {
  name: string;
  conversions: Conversions;
  onChange: (conversions: Conversions) => void;
}

/** Which steps of cleaning a value goes through; they are taken in the order that they stand here. */
export function CleanSteps({ name, conversions, onChange }: CleanStepsProps) {
  const { clean } = conversions;
  const letters = clean.includes("lower") ? "lower" : clean.includes("upper") ? "upper" : "";
  function chooseLetters(chosen: string) {
    const without = setStep(setStep(conversions, "lower", false), "upper", false);
    onChange(chosen === "lower" || chosen === "upper" ? setStep(without, chosen, true) : without);
  }
  return (
    <FieldGroup label="Clean">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <Checkbox isChecked={clean.includes("trim")} onChange={(isOn) => onChange(setStep(conversions, "trim", isOn))}>
          Remove blanks at both ends
        </Checkbox>
        <Checkbox
          isChecked={clean.includes("collapse")}
          onChange={(isOn) => onChange(setStep(conversions, "collapse", isOn))}
        >
          Reduce several blanks to one
        </Checkbox>
        <div className="w-48">
          <Select
            aria-label={`Letters of ${name}`}
            value={letters}
            onChange={({ target }) => chooseLetters(target.value)}
          >
            <option value="">Letters: as they are</option>
            <option value="lower">Letters: small</option>
            <option value="upper">Letters: capitals</option>
          </Select>
        </div>
      </div>
    </FieldGroup>
  );
}
