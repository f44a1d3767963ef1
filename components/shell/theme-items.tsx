"use client";

import { type LucideIcon, Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { DropdownMenu } from "radix-ui";

const themes: readonly { value: string; label: string; icon: LucideIcon }[] = [
  { value: "system", label: "System", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
];

/** The choice of theme, as a row of a Menu. */
export function ThemeItems() {
  const { theme = "system", setTheme } = useTheme();
  return (
    <DropdownMenu.RadioGroup
      value={theme}
      onValueChange={setTheme}
      aria-label="Theme"
      className="flex items-center justify-between px-2 py-1 text-sm"
    >
      <span aria-hidden>Theme</span>
      <span className="inline-flex gap-0.5 rounded-md border bg-sunken p-0.5">
        {themes.map(({ value, label, icon: Icon }) => (
          <DropdownMenu.RadioItem
            key={value}
            value={value}
            aria-label={label}
            title={label}
            // The menu stays open: one wants to see the theme before leaving.
            onSelect={(event) => event.preventDefault()}
            className="grid size-6 cursor-pointer place-items-center rounded-sm border border-transparent text-faint outline-none data-highlighted:text-ink data-highlighted:outline-2 data-highlighted:outline-accent data-[state=checked]:border-line-strong data-[state=checked]:bg-raised data-[state=checked]:text-ink"
          >
            <Icon aria-hidden className="size-3.5" />
          </DropdownMenu.RadioItem>
        ))}
      </span>
    </DropdownMenu.RadioGroup>
  );
}
