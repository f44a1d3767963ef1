import { LogOut } from "lucide-react";
import { holdWhileOffline, isOnline } from "@/components/ui/connection";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { ThemeItems } from "./theme-items";
import { UserButton, type UserMenuProps } from "./user-button";

/** The menu, open as it appears: somebody has just asked for it. */
export default function LoadedUserMenu({ user, isCompact }: UserMenuProps) {
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>
        <UserButton user={user} isCompact={isCompact} />
      </MenuTrigger>
      <MenuContent align={isCompact ? "end" : "start"} className="w-56">
        <div className="px-2 py-1.5">
          <p className="truncate text-sm font-medium">{user.name}</p>
          <p className="truncate text-xs text-muted">{user.email}</p>
        </div>
        <MenuSeparator />
        <ThemeItems />
        <MenuSeparator />
        <MenuItem icon={<LogOut aria-hidden />} onSelect={() => void signOut()}>
          Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}

async function signOut(): Promise<void> {
  if (!isOnline()) {
    holdWhileOffline();
    return;
  }
  const auth = await import("next-auth/react");
  await auth.signOut({ callbackUrl: "/sign-in" });
}
