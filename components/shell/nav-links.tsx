"use client";

import { BookOpen, Cable, History, Inbox, LayoutGrid, type LucideIcon, RefreshCw, Settings } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { OpenCauseCount } from "./open-cause-count";

const destinations: readonly { href: string; label: string; icon: LucideIcon }[] = [
  { href: "/", label: "Overview", icon: LayoutGrid },
  { href: "/syncs", label: "Syncs", icon: RefreshCw },
  { href: "/runs", label: "Runs", icon: History },
  { href: "/rejects", label: "Rejects", icon: Inbox },
  { href: "/connections", label: "Connections", icon: Cable },
  { href: "/settings", label: "Settings", icon: Settings },
  { href: "/docs", label: "Docs", icon: BookOpen },
];

interface NavLinksProps {
  /** After a link was followed: the menu of narrow screens closes. */
  onFollow?: (() => void) | undefined;
  className?: string | undefined;
}

export function NavLinks({ onFollow, className }: NavLinksProps) {
  const path = usePathname();
  return (
    <nav aria-label="Main" className={className}>
      <ul className="flex flex-col gap-0.5">
        {destinations.map(({ href, label, icon: Icon }) => (
          <li key={href}>
            <Link
              href={href}
              {...(onFollow ? { onClick: onFollow } : {})}
              aria-current={isWithin(path, href) ? "page" : undefined}
              className="group flex h-8 items-center gap-2.5 rounded-md px-2 text-sm text-muted transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink max-lg:h-10"
            >
              <Icon aria-hidden className="size-4 text-faint group-aria-[current=page]:text-accent-text" />
              {label}
              {href === "/rejects" && <OpenCauseCount />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function isWithin(path: string, href: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}
