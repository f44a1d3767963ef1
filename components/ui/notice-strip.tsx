import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface NoticeStripProps {
  icon: LucideIcon;
  /** Null: nothing to say. The place is there all the same, so that what comes into it is read out. */
  children: ReactNode | null;
}

/**
 * A line at the top of the content about the page as a whole. It lies in the page's padding, or above what was scrolled
 * there, and nothing moves when it comes or goes.
 */
export function NoticeStrip({ icon: Icon, children }: NoticeStripProps) {
  return (
    <div
      role="status"
      className="pointer-events-none fixed top-[var(--content-top,0px)] right-0 left-[var(--content-left,0px)] z-20"
    >
      {children !== null && (
        <p className="flex items-start justify-center gap-1.5 border-b border-warning-line bg-warning-soft px-4 py-0.5 text-xs text-ink">
          <Icon aria-hidden className="mt-0.5 size-3 shrink-0 text-warning" />
          <span className="min-w-0 wrap-anywhere">{children}</span>
        </p>
      )}
    </div>
  );
}
