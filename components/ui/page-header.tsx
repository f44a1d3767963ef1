import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface Breadcrumb {
  readonly label: string;
  readonly href: string;
}

interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode | undefined;
  /** Stands beside the title: a StatusBadge. */
  status?: ReactNode | undefined;
  actions?: ReactNode | undefined;
  /** The way here; the page itself is the title. */
  breadcrumbs?: readonly Breadcrumb[] | undefined;
  className?: string | undefined;
}

export function PageHeader({ title, description, status, actions, breadcrumbs, className }: PageHeaderProps) {
  return (
    <header className={cn("flex flex-col gap-1 weak:mb-5", className)}>
      {breadcrumbs && breadcrumbs.length > 0 && <Breadcrumbs items={breadcrumbs} />}
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0">
          <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-0.5">
            <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">{title}</h1>
            {status}
          </div>
          {description && <p className="max-w-prose text-sm text-pretty wrap-anywhere text-muted">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}

function Breadcrumbs({ items }: { items: readonly Breadcrumb[] }) {
  return (
    <nav aria-label="Breadcrumbs">
      <ol className="flex flex-wrap items-center gap-1 text-xs text-muted">
        {items.map(({ label, href }) => (
          <li key={href} className="flex min-w-0 items-center gap-1">
            <Link href={href} title={label} className="max-w-72 truncate rounded-sm hover:text-ink hover:underline">
              {label}
            </Link>
            <ChevronRight aria-hidden className="size-3 shrink-0 text-faint" />
          </li>
        ))}
      </ol>
    </nav>
  );
}
