"use client";

import { useRouter } from "next/navigation";
import { holdWhileOffline, isOnline } from "@/components/ui/connection";

type Push = ReturnType<typeof useRouter>["push"];

/** With `replaces`, the page that is left is no step to come back to. */
type Go = (href: string, options?: Parameters<Push>[1] & { replaces?: boolean }) => void;

/** Goes to a page of the console. Offline the page stays, and says so: the router would leave it for the browser's own. */
export function useGo(): Go {
  const router = useRouter();
  return (href, { replaces, ...options } = {}) => {
    if (isOnline()) router[replaces ? "replace" : "push"](href, options);
    else holdWhileOffline();
  };
}
