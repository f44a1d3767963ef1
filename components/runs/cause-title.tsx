import Link from "next/link";
import { Backticked } from "@/components/ui/backticked";
import { formatCount } from "@/components/ui/format-number";

interface CauseTitleProps {
  rows: number;
  title: string;
  /** Where its rows are; null where nothing leads there. */
  href: string | null;
}

/** A cause as people say it: how many rows, and why. The count leads to them. */
export function CauseTitle({ rows, title, href }: CauseTitleProps) {
  const count = formatCount(rows, "row");
  return (
    <span className="wrap-anywhere">
      {href === null ? (
        count
      ) : (
        <Link href={href} className="rounded-sm text-accent-text underline decoration-accent-line underline-offset-3">
          {count}
        </Link>
      )}
      : <Backticked text={title} />
    </span>
  );
}
