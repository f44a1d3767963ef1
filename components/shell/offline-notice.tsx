"use client";

import { WifiOff } from "lucide-react";
import { useEffect } from "react";
import { findLeavingLink } from "@/components/forms/find-leaving-link";
import { type Connection, holdWhileOffline, isOnline, useConnection } from "@/components/ui/connection";
import { NoticeStrip } from "@/components/ui/notice-strip";

/** Says that the browser is offline, and keeps the page: a link or a form would lead to the browser's own page of errors. */
export function OfflineNotice() {
  const connection = useConnection();

  // The router offers no way to hold its links and forms: their events are caught before anybody else gets them.
  useEffect(() => {
    const hold = (event: Event) => {
      event.preventDefault();
      event.stopPropagation();
      holdWhileOffline();
    };
    const holdClick = (event: MouseEvent) => {
      if (!isOnline() && findLeavingLink(event, window.location.href) !== null) hold(event);
    };
    const holdSubmit = (event: SubmitEvent) => {
      // A form that leads nowhere is sent by its page, which says itself what came of it.
      if (!isOnline() && event.target instanceof HTMLFormElement && event.target.hasAttribute("action")) hold(event);
    };
    window.addEventListener("click", holdClick, { capture: true });
    window.addEventListener("submit", holdSubmit, { capture: true });
    return () => {
      window.removeEventListener("click", holdClick, { capture: true });
      window.removeEventListener("submit", holdSubmit, { capture: true });
    };
  }, []);

  return <NoticeStrip icon={WifiOff}>{words[connection]}</NoticeStrip>;
}

const words: Readonly<Record<Connection, string | null>> = {
  online: null,
  offline: "You are offline. What you see is as it was last read.",
  held: "You are offline. What you pressed needs the server: try again once you are back.",
};
