import Link from "next/link";

interface NameLinkProps {
  href: string;
  name: string;
}

/** What somebody has named, in a table. However long the name is, it takes three lines at the most and leaves the other columns theirs. */
export function NameLink({ href, name }: NameLinkProps) {
  return (
    <Link
      href={href}
      title={name}
      className="line-clamp-3 w-fit max-w-72 rounded-sm font-medium wrap-anywhere text-ink hover:underline 2xl:max-w-lg"
    >
      {name}
    </Link>
  );
}
