"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { findLeavingLink } from "./find-leaving-link";

interface LeaveGuardProps {
  hasChanges: boolean;
  /** What would be lost: "this sync". */
  what: string;
  /** Drops what is kept of the changes; only where a reload doesn't lose them. */
  onLeave?: (() => void) | undefined;
}

/** Asks before a link leaves a page with unsaved changes; the browser asks as well, where nothing keeps them. */
export function LeaveGuard({ hasChanges, what, onLeave }: LeaveGuardProps) {
  const router = useRouter();
  const isKept = onLeave !== undefined;
  const [href, setHref] = useState<string | null>(null);

  // The browser's own ways out: reload, close, another address.
  useEffect(() => {
    if (!hasChanges || isKept) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", hold);
    return () => window.removeEventListener("beforeunload", hold);
  }, [hasChanges, isKept]);

  // The router's links never unload the page, and it offers no way to hold them: their click is caught before it gets them.
  useEffect(() => {
    if (!hasChanges) return;
    const hold = (event: MouseEvent) => {
      const link = findLeavingLink(event, window.location.href);
      if (link === null) return;
      event.preventDefault();
      event.stopPropagation();
      setHref(link);
    };
    document.addEventListener("click", hold, { capture: true });
    return () => document.removeEventListener("click", hold, { capture: true });
  }, [hasChanges]);

  return (
    <ConfirmDialog
      open={href !== null}
      onOpenChange={(isOpen) => !isOpen && setHref(null)}
      title="Leave without saving?"
      description={`Your changes to ${what} aren’t saved. Leaving drops them.`}
      confirmLabel="Leave and drop them"
      tone="danger"
      onConfirm={() => {
        onLeave?.();
        if (href !== null) router.push(href);
      }}
    />
  );
}
