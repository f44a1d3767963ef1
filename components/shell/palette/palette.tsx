"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useGo } from "@/components/forms/use-go";
import { loadPart } from "@/components/ui/connection";
import type { Asked } from "../shortcuts/read-key";
import { useShortcuts } from "../shortcuts/use-shortcuts";
import { usePaletteAsked } from "./ask-for-palette";

const PaletteDialog = dynamic(() => loadPart(() => import("./palette-dialog")), { ssr: false });
const ShortcutDialog = dynamic(() => loadPart(() => import("../shortcuts/shortcut-dialog")), { ssr: false });

/** The ear for all shortcuts, and what they open: it is loaded when it is first wanted. */
export function Palette() {
  const go = useGo();
  const [open, setOpen] = useState<"palette" | "shortcuts" | null>(null);
  useShortcuts((asked) => answer(asked));
  usePaletteAsked(() => setOpen("palette"));

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
        go(asked.href);
        break;
      default:
        asked satisfies never;
    }
  }

  return (
    <>
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
