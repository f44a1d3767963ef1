interface RowCheckboxProps {
  label: string;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}

/** Chooses a row of a table. */
export function RowCheckbox({ label, isChecked, onChange }: RowCheckboxProps) {
  return (
    <input
      type="checkbox"
      aria-label={label}
      checked={isChecked}
      onChange={({ target }) => onChange(target.checked)}
      className="block size-4 cursor-pointer accent-accent"
    />
  );
}
