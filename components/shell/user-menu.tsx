"use client";

import { type ComponentType, useState } from "react";
import { holdWhileOffline } from "@/components/ui/connection";
import { UserButton, type UserMenuProps } from "./user-button";

/** The menu of whoever is signed in. What it takes is loaded when somebody reaches for it. */
export function UserMenu(props: UserMenuProps) {
  const [LoadedMenu, setLoadedMenu] = useState<ComponentType<UserMenuProps> | null>(null);
  if (LoadedMenu) return <LoadedMenu {...props} />;
  const open = async () => {
    const loaded = await loadMenu();
    if (loaded) setLoadedMenu(() => loaded.default);
    else holdWhileOffline();
  };
  return (
    <UserButton
      {...props}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={loadMenu}
      onFocus={loadMenu}
      onClick={open}
      onKeyDown={({ key }) => key === "ArrowDown" && open()}
    />
  );
}

/** Null where it can't be had now; the next click tries again. */
function loadMenu() {
  return import("./loaded-user-menu").catch(() => null);
}
