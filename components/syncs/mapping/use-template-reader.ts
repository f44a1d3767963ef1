import { useQuery } from "@tanstack/react-query";
import type { ReadTemplate } from "@/lib/engine/template";

/** What reads templates, loaded when the first one is there; null until then. */
export function useTemplateReader(isNeeded: boolean): ReadTemplate | null {
  const { data } = useQuery({
    queryKey: ["template-reader"],
    queryFn: async () => (await import("@/lib/engine/read-template")).readTemplate,
    enabled: isNeeded,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return data ?? null;
}
