import dynamic from "next/dynamic";
import { loadPart } from "@/components/ui/connection";
import { Skeleton } from "@/components/ui/skeleton";

/** Fixes are asked for when they come into view; what makes them comes along then. */
export const LazyFixBar = dynamic(() => loadPart(() => import("./fix-bar")).then((module) => module.FixBar), {
  ssr: false,
  loading: () => <Skeleton className="h-7 w-48" />,
});
