"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { findLeavingLink } from "./find-leaving-link";

interface LeaveGuardProps {
  /** There are changes, and nothing keeps them. */
  isLosing: boolean;
  /** Of what: "the new sync". */
  what: string;
}

/** Asks before a link leaves a page whose changes would be lost; the browser asks before its own ways out. */
export function LeaveGuard({ isLosing, what }: LeaveGuardProps) {
  const router = useRouter();
  const [href, setHref] = useState<string | null>(null);

  // The browser's own ways out: reload, close, another address.
  useEffect(() => {
    if (!isLosing) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", hold);
    return () => window.removeEventListener("beforeunload", hold);
  }, [isLosing]);

  // The router's links never unload the page, and it offers no way to hold them: their click is caught before it gets them.
  useEffect(() => {
    if (!isLosing) return;
    const hold = (event: MouseEvent) => {
      const link = findLeavingLink(event, window.location.href);
      if (link === null) return;
      event.preventDefault();
      event.stopPropagation();
      setHref(link);
    };
    document.addEventListener("click", hold, { capture: true });
    return () => document.removeEventListener("click", hold, { capture: true });
  }, [isLosing]);

  return (
    <ConfirmDialog
      open={href !== null}
      onOpenChange={(isOpen) => !isOpen && setHref(null)}
      title="Leave without saving?"
      description={`Your changes to ${what} aren’t saved, and this browser doesn’t keep them. Leaving drops them.`}
      confirmLabel="Leave and drop them"
      tone="danger"
      onConfirm={() => {
        if (href !== null) router.push(href);
      }}
    />
  );
}
