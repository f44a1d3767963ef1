import { type ReactNode, useId } from "react";

interface OverviewSectionProps {
  title: string;
  children: ReactNode;
}

export function OverviewSection({ title, children }: OverviewSectionProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="flex flex-col gap-2.5">
      <h2 id={titleId} className="text-base font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
