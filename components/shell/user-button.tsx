import { ChevronsUpDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export interface ShellUser {
  readonly name: string;
  readonly email: string;
}

export interface UserMenuProps {
  user: ShellUser;
  /** Only the initials, for the bar of narrow screens. */
  isCompact?: boolean | undefined;
}

/** What the user menu is opened by. */
export function UserButton({ user, isCompact, ...props }: UserMenuProps & ComponentProps<"button">) {
  return (
    <button
      {...props}
      type="button"
      aria-label={`Account of ${user.name}`}
      className={cn(
        "flex items-center gap-2.5 rounded-md text-left transition-colors hover:bg-hover data-[state=open]:bg-hover",
        isCompact ? "p-1" : "w-full px-2 py-1.5",
      )}
    >
      <span
        aria-hidden
        // A picture rather than words, so that the name of the button is what is read on it.
        data-initials={initialsOf(user)}
        className="grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft text-2xs font-semibold text-accent-text before:content-[attr(data-initials)]"
      />
      {!isCompact && (
        <>
          <span className="min-w-0 flex-1 truncate text-sm">{user.name}</span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-faint" />
        </>
      )}
    </button>
  );
}

function initialsOf({ name, email }: ShellUser): string {
  const words = (name || email).split(/[\s@]+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.at(0) ?? "");
  return letters.join("").toUpperCase();
}
