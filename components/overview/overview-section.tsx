import { type ReactNode, useId } from "react";

interface OverviewSectionProps {
  title: string;
  /** What the section leaves out, beside its title. */
  note?: ReactNode | undefined;
  children: ReactNode;
}

export function OverviewSection({ title, note, children }: OverviewSectionProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="flex flex-col gap-2.5">
      <div className="flex flex-wrap items-baseline gap-x-2.5">
        <h2 id={titleId} className="text-base font-semibold">
          {title}
        </h2>
        {note && <p className="text-xs text-muted">{note}</p>}
      </div>
      {children}
    </section>
  );
}
