import { cn } from "./cn";

/** A name, an id or a value inside text. */
export function Code({ className, children }: { className?: string | undefined; children: string }) {
  return (
    <code className={cn("rounded-sm border bg-sunken px-1 py-px font-mono text-[0.92em] wrap-anywhere", className)}>
      {children}
    </code>
  );
}
