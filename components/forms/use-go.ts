"use client";

import { useRouter } from "next/navigation";
import { holdWhileOffline, isOnline } from "@/components/ui/connection";

type Go = ReturnType<typeof useRouter>["push"];

/** Goes to a page of the console. Offline the page stays, and says so: the router would leave it for the browser's own. */
export function useGo(): Go {
  const router = useRouter();
  return (href, options) => {
    if (isOnline()) router.push(href, options);
    else holdWhileOffline();
  };
}
