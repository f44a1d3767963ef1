"use client";

import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { askForPalette } from "./ask-for-palette";

/** Opens the palette: a field's look at the side of wide screens, an icon in the bar of narrow ones. */
export function FindButton({ isCompact = false }: { isCompact?: boolean }) {
  if (isCompact) {
    return (
      <Button variant="ghost" size="icon" aria-label="Find" aria-haspopup="dialog" onClick={askForPalette}>
        <Search aria-hidden />
      </Button>
    );
  }
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-keyshortcuts="Meta+K Control+K"
      onClick={askForPalette}
      className="mb-3 flex h-8 w-full items-center gap-2.5 rounded-md border bg-surface px-2 text-sm text-muted transition-colors hover:bg-hover hover:text-ink"
    >
      <Search aria-hidden className="size-4 text-faint" />
      <span className="flex-1 text-left">Find</span>
      <span aria-hidden>
        <Kbd>⌘K</Kbd>
      </span>
    </button>
  );
}
