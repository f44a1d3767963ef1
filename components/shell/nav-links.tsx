"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { destinations } from "./destinations";
import { OpenCauseCount } from "./open-cause-count";

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
