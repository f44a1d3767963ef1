import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

interface DisclosureProps {
  title: ReactNode;
  isOpenAtFirst?: boolean | undefined;
  /** Told when it opens or closes, for what is made only then. */
  onToggle?: ((isOpen: boolean) => void) | undefined;
  children: ReactNode;
}

/** What most people don't need to see, one click away. */
export function Disclosure({ title, isOpenAtFirst = false, onToggle, children }: DisclosureProps) {
  return (
    <details
      open={isOpenAtFirst}
      onToggle={({ currentTarget }) => onToggle?.(currentTarget.open)}
      className="group/disclosure min-w-0"
    >
      <summary className="inline-flex list-none items-center gap-1 rounded-sm text-sm text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open/disclosure:rotate-90" />
        {title}
      </summary>
      <div className="pt-3 sm:pl-4.5">{children}</div>
    </details>
  );
}
