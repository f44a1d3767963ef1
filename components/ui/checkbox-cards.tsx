import { Check } from "lucide-react";
import type { ReactNode } from "react";

export interface CheckboxCardOption {
  readonly value: string;
  readonly title: string;
  readonly text?: ReactNode | undefined;
  /** Chosen for good: ticked, and not to be changed. */
  readonly isFixed?: boolean | undefined;
}

interface CheckboxCardsProps {
  options: readonly CheckboxCardOption[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** Native checkboxes in cards, as many to a line as fit; the question is FieldGroup's business. */
export function CheckboxCards({ options, chosen, onChange }: CheckboxCardsProps) {
  function toggle(value: string, isChosen: boolean) {
    const next = new Set(chosen);
    if (isChosen) next.add(value);
    else next.delete(value);
    onChange(next);
  }

  return (
    <div className="grid gap-2 sm:grid-cols-2 lg:grid-cols-4">
      {options.map(({ value, title, text, isFixed }) => (
        <label
          key={value}
          className="flex cursor-pointer items-start gap-2.5 rounded-md border border-line-strong/80 bg-surface px-3 py-2 transition-colors hover:bg-hover/60 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent has-disabled:cursor-default"
        >
          <span className="relative mt-0.5 grid size-4 shrink-0 place-items-center">
            <input
              type="checkbox"
              checked={isFixed || chosen.has(value)}
              disabled={isFixed}
              onChange={({ target }) => toggle(value, target.checked)}
              className="peer absolute inset-0 appearance-none rounded-sm border border-line-strong bg-surface outline-none checked:border-accent checked:bg-accent"
            />
            <Check
              aria-hidden
              strokeWidth={3}
              className="pointer-events-none relative size-3 text-on-accent opacity-0 peer-checked:opacity-100"
            />
          </span>
          <span className="min-w-0">
            <span className="block text-sm font-medium text-ink">{title}</span>
            {text && <span className="block text-xs text-muted">{text}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}
