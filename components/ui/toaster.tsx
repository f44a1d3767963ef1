"use client";

import dynamic from "next/dynamic";
import { loadPart } from "./connection";
import { useAreNoticesWanted } from "./toast";

const Notices = dynamic(() => loadPart(() => import("./notices")), { ssr: false });

/** Where notices appear that `toast` raises. */
export function Toaster() {
  return useAreNoticesWanted() && <Notices />;
}
