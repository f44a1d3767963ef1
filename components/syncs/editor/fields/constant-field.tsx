import type { KeyboardEvent } from "react";
import { cn } from "@/components/ui/cn";
import { formatNumber } from "@/components/ui/format-number";
import { Textarea } from "@/components/ui/textarea";

/** What HubSpot keeps of a text. */
const most = 65_536;
/** From here on the length is told. */
const many = 60_000;

interface ConstantFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** One text for every row, which may have several lines. It takes the room that there is. ⌘Enter or Ctrl+Enter is Done. */
export function ConstantField({ label, value, onChange }: ConstantFieldProps) {
  const over = value.length - most;
  return (
    <>
      <Textarea
        aria-label={label}
        placeholder="The same text for every row"
        autoComplete="off"
        rows={3}
        aria-invalid={over > 0}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={submitOnEnter}
        className="flex-1 resize-none"
      />
      <p role="status" className={cn("-mt-1.5 text-xs empty:hidden", over > 0 ? "text-danger" : "text-muted")}>
        {value.length >= many &&
          `${formatNumber(value.length)} of the ${formatNumber(most)} characters that HubSpot keeps`}
        {over > 0 && `: ${formatNumber(over)} too many.`}
      </p>
    </>
  );
}

function submitOnEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
