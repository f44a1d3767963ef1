import { type ReactNode, useId } from "react";
import { cn } from "./cn";

export interface RadioCardOption<Value extends string = string> {
  readonly value: Value;
  readonly title: string;
  /** What happens when this is chosen. */
  readonly text?: ReactNode | undefined;
  readonly disabled?: boolean | undefined;
  /** Why it can't be chosen; shown in place of nothing when disabled. */
  readonly reason?: string | undefined;
}

interface RadioCardsProps<Value extends string> {
  /** The question, for screen readers; a visible one is FieldGroup's or QuestionCard's business. */
  label: string;
  options: readonly RadioCardOption<Value>[];
  /** Null: nothing chosen yet. Leave it out (with `defaultValue`) in a plain form. */
  value?: Value | null | undefined;
  defaultValue?: Value | undefined;
  onChange?: ((value: Value) => void) | undefined;
  name?: string | undefined;
  columns?: 1 | 2 | 3 | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
}

const gridColumns = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-2 lg:grid-cols-3" } as const;

/** Native radio inputs in cards, so that arrow keys and forms work as everywhere. */
export function RadioCards<Value extends string>(props: RadioCardsProps<Value>) {
  const { label, options, value, defaultValue, onChange, name, columns = 1, disabled, className } = props;
  const ownName = useId();

  return (
    <div role="radiogroup" aria-label={label} className={cn("grid gap-2", gridColumns[columns], className)}>
      {options.map((option) => (
        <label
          key={option.value}
          className="group flex cursor-pointer items-start gap-2.5 rounded-md border border-line-strong/80 bg-surface px-3 py-2.5 transition-colors hover:bg-hover/60 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent has-disabled:cursor-not-allowed has-disabled:bg-sunken has-disabled:hover:bg-sunken"
        >
          <input
            type="radio"
            name={name ?? ownName}
            value={option.value}
            disabled={disabled || option.disabled}
            {...(value === undefined
              ? { defaultChecked: option.value === defaultValue }
              : { checked: option.value === value })}
            {...(onChange ? { onChange: () => onChange(option.value) } : {})}
            className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-line-strong bg-surface outline-none checked:border-[5px] checked:border-accent"
          />
          <span className="min-w-0">
            <span className="block text-sm font-medium text-ink group-has-disabled:text-muted">{option.title}</span>
            {option.text && <span className="block text-xs text-muted">{option.text}</span>}
            {option.disabled && option.reason && (
              <span className="mt-1 block text-xs text-warning">{option.reason}</span>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}
