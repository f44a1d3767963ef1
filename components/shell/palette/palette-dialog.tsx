"use client";

import { Command, defaultFilter } from "cmdk";
import { Search } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { useRef, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import { overlayStyles } from "@/components/ui/overlays/overlay-styles";
import { returnFocus } from "@/components/ui/overlays/return-focus";
import { useAsker } from "@/components/ui/overlays/use-asker";
import { PaletteResults } from "./palette-results";

interface PaletteDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onShowShortcuts: () => void;
}

/** Everything that one can go to or start, found by typing a part of its name. */
export default function PaletteDialog({ isOpen, onOpenChange, onShowShortcuts }: PaletteDialogProps) {
  const [words, setWords] = useState("");
  // It opens by a key as well: it has no trigger of its own.
  const asker = useAsker(isOpen, useRef(null));
  const close = () => onOpenChange(false);
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayStyles} />
        <Primitive.Content
          onCloseAutoFocus={returnFocus({ change: onOpenChange, asker })}
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[max(0.75rem,12dvh)] z-40 mx-auto max-w-xl animate-rise overflow-hidden rounded-lg border bg-raised shadow-modal focus:outline-none"
        >
          <Primitive.Title className="sr-only">Find a page, a sync, a run</Primitive.Title>
          <Command label="Find a page, a sync, a run" filter={rankByName} loop>
            <div className="flex items-center gap-2.5 border-b px-4">
              <Search aria-hidden className="size-4 shrink-0 text-faint" />
              <Command.Input
                value={words}
                onValueChange={setWords}
                maxLength={200}
                placeholder="Find a page, a sync, a run, or something to do"
                className="h-11 w-full bg-transparent text-base outline-none placeholder:text-faint"
              />
              <Kbd>Esc</Kbd>
            </div>
            <Command.List className="max-h-[min(24rem,60dvh)] scroll-py-2 overflow-y-auto overscroll-contain p-2">
              <PaletteResults words={words.trim()} onDone={close} onShowShortcuts={onShowShortcuts} />
            </Command.List>
          </Command>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** An item is found by its words, never by the id that tells it apart. */
function rankByName(_id: string, words: string, names: string[] = []): number {
  return defaultFilter(names.join(" "), words, []);
}
