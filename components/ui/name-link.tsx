import Link from "next/link";
import { cn } from "./cn";

interface NameLinkProps {
  href: string;
  name: string;
  className?: string | undefined;
}

/** What somebody has named, in a table. However long the name is, it takes three lines at the most and leaves the other columns theirs. */
export function NameLink({ href, name, className }: NameLinkProps) {
  return (
    <Link
      href={href}
      title={name}
      className={cn(
        "line-clamp-3 w-fit max-w-72 rounded-sm font-medium wrap-anywhere text-ink hover:underline 2xl:max-w-lg",
        className,
      )}
    >
      {name}
    </Link>
  );
}
