"use client";

import { WifiOff } from "lucide-react";
import { useEffect } from "react";
import { findLeavingLink } from "@/components/forms/find-leaving-link";
import { type Connection, holdWhileOffline, isOnline, useConnection } from "@/components/ui/connection";
import { NoticeStrip } from "@/components/ui/notice-strip";

/** Says that the browser is offline, and keeps the page: a link would lead to the browser's own page of errors. */
export function OfflineNotice() {
  const connection = useConnection();

  // The router offers no way to hold its links: their click is caught before anybody else gets it.
  useEffect(() => {
    const hold = (event: MouseEvent) => {
      if (isOnline() || findLeavingLink(event, window.location.href) === null) return;
      event.preventDefault();
      event.stopPropagation();
      holdWhileOffline();
    };
    window.addEventListener("click", hold, { capture: true });
    return () => window.removeEventListener("click", hold, { capture: true });
  }, []);

  return <NoticeStrip icon={WifiOff}>{words[connection]}</NoticeStrip>;
}

const words: Readonly<Record<Connection, string | null>> = {
  online: null,
  offline: "You are offline. What you see is as it was last read.",
  held: "You are offline. What you pressed needs the server: try again once you are back.",
};
