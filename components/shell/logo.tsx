import { cn } from "@/components/ui/cn";

/** The mark: two posts, the gate raised between them, water running under it. */
function LogoMark({ className }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 20 20" fill="none" aria-hidden="true" className={cn("size-5 shrink-0", className)}>
      <path d="M3.5 2v16M16.5 2v16" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
      <path d="M6.5 2.5h7v7.5h-7z" fill="var(--accent)" />
      <path
        d="M6.2 13.3c1.25-1 2.5-1 3.8 0s2.55 1 3.8 0M6.2 16.8c1.25-1 2.5-1 3.8 0s2.55 1 3.8 0"
        stroke="var(--accent)"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </svg>
  );
}

export function Logo({ className }: { className?: string | undefined }) {
  return (
    <span className={cn("inline-flex items-center gap-2 text-base font-semibold tracking-tight text-ink", className)}>
      <LogoMark />
      Sluice
    </span>
  );
}
