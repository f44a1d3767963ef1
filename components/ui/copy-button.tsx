"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "./button";
import { toast } from "./toast";

interface CopyButtonProps {
  text: string;
  /** What is copied, for the accessible name: "Copy correlation id". */
  label?: string | undefined;
  /** Shows the label beside the icon. */
  isLabelled?: boolean | undefined;
}

export function CopyButton({ text, label = "Copy", isLabelled }: CopyButtonProps) {
  const [hasCopied, setHasCopied] = useState(false);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Pages served over plain http from another machine have no clipboard.
      toast.error("The browser doesn't allow copying here.", { description: "Select the text and copy it by hand." });
      return;
    }
    setHasCopied(true);
    setTimeout(() => setHasCopied(false), 1500);
  }

  const Icon = hasCopied ? Check : Copy;
  return (
    <Button
      variant="ghost"
      size={isLabelled ? "md" : "icon-sm"}
      onClick={copy}
      aria-label={isLabelled ? undefined : label}
    >
      <Icon aria-hidden className={hasCopied ? "text-success" : undefined} />
      {isLabelled && label}
      <span role="status" className="sr-only">
        {hasCopied && "Copied"}
      </span>
    </Button>
  );
}
