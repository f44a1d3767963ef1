"use client";

import { CircleHelp } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { reaching, useOverlays } from "./overlays/use-overlays";
import { ExternalLink } from "./text-link";

interface HelpProps {
  /** What the button asks, and the explanation answers: "What is a portal?" */
  question: string;
  /** Where the rest is said. Opened beside this page, whose changes stay. */
  href: string;
  children: ReactNode;
}

/** A question mark that explains what stands beside it: by click, touch and keyboard; Escape closes it. */
export function Help({ question, href, children }: HelpProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  const overlays = useOverlays(isOpen, close);
  return (
    <>
      <button
        {...reaching}
        ref={button}
        type="button"
        aria-label={question}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="relative inline-grid size-4 place-items-center rounded-full align-text-bottom text-faint before:absolute before:-inset-1 hover:text-ink aria-expanded:text-accent-text"
      >
        <CircleHelp aria-hidden className="size-3.5" />
      </button>
      {overlays && (
        <overlays.PopoverFrame
          anchor={button}
          onClose={close}
          side="top"
          sideOffset={6}
          label={question}
          className="z-50 w-72 max-w-[calc(100vw-1rem)] animate-appear rounded-lg border bg-raised p-3 text-sm shadow-pop focus:outline-none"
        >
          <p className="font-medium text-ink">{question}</p>
          <p className="mt-1 text-muted">{children}</p>
          <p className="mt-2">
            <ExternalLink href={href}>More in the docs</ExternalLink>
          </p>
        </overlays.PopoverFrame>
      )}
    </>
  );
}
