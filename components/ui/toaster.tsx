"use client";

import dynamic from "next/dynamic";
import { useAreNoticesWanted } from "./toast";

const Notices = dynamic(() => import("./notices"), { ssr: false });

/** Where notices appear that `toast` raises. */
export function Toaster() {
  return useAreNoticesWanted() && <Notices />;
}
