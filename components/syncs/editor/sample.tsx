/** A value of the preview, in grey under the control that it belongs to. */
export function Sample({ value }: { value: string }) {
  return (
    <p className="mt-1 truncate text-xs text-faint" title={value}>
      {value}
    </p>
  );
}
