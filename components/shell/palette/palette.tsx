"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import type { Asked } from "../shortcuts/read-key";
import { useShortcuts } from "../shortcuts/use-shortcuts";

const PaletteDialog = dynamic(() => import("./palette-dialog"), { ssr: false });
const ShortcutDialog = dynamic(() => import("../shortcuts/shortcut-dialog"), { ssr: false });

/** The button that finds everything, and the ear for all shortcuts. What it opens is loaded when it is first wanted. */
export function Palette() {
  const router = useRouter();
  const [open, setOpen] = useState<"palette" | "shortcuts" | null>(null);
  useShortcuts((asked) => answer(asked));

  function answer(asked: Asked) {
    switch (asked.kind) {
      case "palette":
      case "shortcuts":
        setOpen(asked.kind);
        break;
      case "search":
        focusSearch();
        break;
      case "go":
        router.push(asked.href);
        break;
      default:
        asked satisfies never;
    }
  }

  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => setOpen("palette")}
        className="mb-3 flex h-8 w-full items-center gap-2.5 rounded-md border bg-surface px-2 text-sm text-muted transition-colors hover:bg-hover hover:text-ink"
      >
        <Search aria-hidden className="size-4 text-faint" />
        <span className="flex-1 text-left">Find</span>
        <span aria-hidden>
          <Kbd>⌘K</Kbd>
        </span>
      </button>
      {open === "palette" && (
        <PaletteDialog
          isOpen
          onOpenChange={(isOpen) => setOpen(isOpen ? "palette" : null)}
          onShowShortcuts={() => setOpen("shortcuts")}
        />
      )}
      {open === "shortcuts" && (
        <ShortcutDialog isOpen onOpenChange={(isOpen) => setOpen(isOpen ? "shortcuts" : null)} />
      )}
    </>
  );
}

/** The first search field of the page's content; on a page without one nothing happens. */
function focusSearch(): void {
  document.querySelector<HTMLInputElement>('#main input[type="search"]')?.focus();
}
