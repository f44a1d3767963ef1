"use client";

import { useTheme } from "next-themes";
import { Button } from "@/components/ui/button";

export function ThemeSwitch() {
  const { setTheme } = useTheme();
  return (
    <div className="flex gap-2">
      {["light", "dark", "system"].map((theme) => (
        <Button key={theme} size="sm" onClick={() => setTheme(theme)}>
          {theme}
        </Button>
      ))}
    </div>
  );
}
