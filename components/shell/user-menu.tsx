"use client";

import { ChevronsUpDown, LogOut } from "lucide-react";
import { signOut } from "next-auth/react";
import { cn } from "@/components/ui/cn";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { ThemeItems } from "./theme-items";

export interface ShellUser {
  readonly name: string;
  readonly email: string;
}

interface UserMenuProps {
  user: ShellUser;
  /** Only the initials, for the bar of narrow screens. */
  isCompact?: boolean | undefined;
}

export function UserMenu({ user, isCompact }: UserMenuProps) {
  return (
    <Menu>
      <MenuTrigger
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
      </MenuTrigger>
      <MenuContent align={isCompact ? "end" : "start"} className="w-56">
        <div className="px-2 py-1.5">
          <p className="truncate text-sm font-medium">{user.name}</p>
          <p className="truncate text-xs text-muted">{user.email}</p>
        </div>
        <MenuSeparator />
        <ThemeItems />
        <MenuSeparator />
        <MenuItem icon={<LogOut aria-hidden />} onSelect={() => void signOut({ callbackUrl: "/sign-in" })}>
          Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}

function initialsOf({ name, email }: ShellUser): string {
  const words = (name || email).split(/[\s@]+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.at(0) ?? "");
  return letters.join("").toUpperCase();
}
