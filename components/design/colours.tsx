import { cn } from "@/components/ui/cn";
import { Specimen, SpecimenSection } from "./specimen";

const surfaces = [
  ["sunken", "bg-sunken"],
  ["canvas", "bg-canvas"],
  ["surface", "bg-surface"],
  ["raised", "bg-raised"],
  ["hover", "bg-hover"],
] as const;

const tones = [
  ["accent", "border-accent-line bg-accent-soft text-accent-text"],
  ["info", "border-info-line bg-info-soft text-info"],
  ["success", "border-success-line bg-success-soft text-success"],
  ["warning", "border-warning-line bg-warning-soft text-warning"],
  ["danger", "border-danger-line bg-danger-soft text-danger"],
] as const;

const sizes = [
  ["2xl", "text-2xl", "A page’s one large number"],
  ["xl", "text-xl", "The title of a page"],
  ["lg", "text-lg", "The title of a dialog"],
  ["base", "text-base", "What is read on auth pages and in docs"],
  ["sm", "text-sm", "Almost everything"],
  ["xs", "text-xs", "Hints, table heads, times"],
  ["2xs", "text-2xs", "Keys and counters"],
] as const;

export function Colours() {
  return (
    <SpecimenSection title="Colours and type">
      <Specimen name="surfaces">
        {surfaces.map(([name, style]) => (
          <span key={name} className={cn("w-28 rounded-md border px-3 py-4 text-xs", style)}>
            <span className="block text-ink">{name} ink</span>
            <span className="block text-muted">muted</span>
            <span className="block text-faint">faint</span>
          </span>
        ))}
      </Specimen>
      <Specimen name="tones">
        {tones.map(([name, style]) => (
          <span key={name} className={cn("w-28 rounded-md border px-3 py-4 text-xs font-medium", style)}>
            {name}
          </span>
        ))}
      </Specimen>
      {sizes.map(([name, style, use]) => (
        <Specimen key={name} name={`text-${name}`}>
          <span className={style}>{use}</span>
        </Specimen>
      ))}
      <Specimen name="shadows">
        {["shadow-card", "shadow-pop", "shadow-modal"].map((shadow) => (
          <span key={shadow} className={cn("rounded-lg border bg-raised px-4 py-6 text-xs", shadow)}>
            {shadow}
          </span>
        ))}
      </Specimen>
    </SpecimenSection>
  );
}
