"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "./cn";
import { formatNumber } from "./format-number";
import { tabListStyles, tabStyles } from "./tab-styles";

export interface TabLink {
  readonly label: string;
  readonly href: string;
  readonly count?: number | undefined;
  /** Where the path alone doesn't tell, because the view is in the query. */
  readonly isCurrent?: boolean | undefined;
}

interface TabLinksProps {
  /** What the tabs are views of: "Run". */
  label: string;
  links: readonly TabLink[];
  className?: string | undefined;
}

/** Tabs that are pages: each has its address, "back" works, and a colleague can be sent there. */
export function TabLinks({ label, links, className }: TabLinksProps) {
  const path = usePathname();
  return (
    <nav aria-label={label} className={cn(tabListStyles, className)}>
      {links.map(({ label: word, href, count, isCurrent = path === href }) => (
        <Link key={href} href={href} aria-current={isCurrent ? "page" : undefined} className={tabStyles}>
          {word}
          {count !== undefined && <span className="text-xs text-faint tabular-nums">{formatNumber(count)}</span>}
        </Link>
      ))}
    </nav>
  );
}
