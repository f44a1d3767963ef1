import type { ReactNode } from "react";

interface ConnectionSectionProps {
  id: string;
  title: string;
  action?: ReactNode | undefined;
  children: ReactNode;
}

export function ConnectionSection({ id, title, action, children }: ConnectionSectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="flex flex-col gap-3">
      <div className="flex min-h-8 items-center justify-between gap-3">
        <h2 id={`${id}-title`} className="text-base font-semibold">
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}
