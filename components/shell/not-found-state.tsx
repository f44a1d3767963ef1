import type { LucideIcon } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

interface NotFoundStateProps {
  icon: LucideIcon;
  /** What there isn't: "No run has this address". */
  title: string;
  /** Why that may be. */
  text: string;
  /** Where to go on, and in which words. */
  href: string;
  label: string;
}

/** What stands where an address leads to nothing. */
export function NotFoundState({ icon, title, text, href, label }: NotFoundStateProps) {
  return (
    <EmptyState
      icon={icon}
      title={title}
      text={text}
      action={
        <LinkButton href={href} variant="primary">
          {label}
        </LinkButton>
      }
    />
  );
}
