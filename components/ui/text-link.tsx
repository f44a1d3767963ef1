import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const linkStyles =
  "min-w-0 rounded-sm weak:break-words weak:text-accent-text weak:underline decoration-accent-line decoration-1 underline-offset-3 hover:decoration-current";

/** A link inside text. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return <Link {...props} className={cn(linkStyles, className)} />;
}

/** A link that leaves the console (to HubSpot, to documentation), in a tab of its own. */
export function ExternalLink({ className, children, ...props }: ComponentProps<"a">) {
  return (
    <a {...props} target="_blank" rel="noreferrer" className={cn(linkStyles, className)}>
      {children}
      <ArrowUpRight aria-hidden className="mb-0.5 ml-0.5 inline size-3.5" />
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
