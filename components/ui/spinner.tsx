import { LoaderCircle } from "lucide-react";
import { cn } from "./cn";

interface SpinnerProps {
  className?: string | undefined;
  /** Read out by screen readers. Leave it out where the words beside the spinner say it. */
  label?: string | undefined;
}

export function Spinner({ className, label }: SpinnerProps) {
  const icon = <LoaderCircle aria-hidden className={cn("size-4 shrink-0 animate-spin", className)} />;
  if (label === undefined) return icon;
  return (
    <span role="status" className="inline-flex">
      {icon}
      <span className="sr-only">{label}</span>
    </span>
  );
}
