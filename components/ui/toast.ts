import { useSyncExternalStore } from "react";
import type { ExternalToast } from "sonner";

type Options = Pick<ExternalToast, "description" | "duration" | "action">;

export interface Notice {
  readonly kind: "success" | "error";
  readonly title: string;
  readonly options: Options;
}

type Show = (notice: Notice) => void;

const waiting: Notice[] = [];
const wanting = new Set<() => void>();
let isWanted = false;
let show: Show | null = null;

/** Notices confirm; what one must act on stands on the page. What shows them is loaded when the first is raised. */
export const toast = {
  success: (title: string, options: Options = {}) => raise({ kind: "success", title, options }),
  error: (title: string, options: Options = {}) => raise({ kind: "error", title, options }),
};

function raise(notice: Notice): void {
  if (show) {
    show(notice);
    return;
  }
  waiting.push(notice);
  isWanted = true;
  for (const tell of wanting) tell();
}

/** Hands over what waits, and then each notice as it is raised, until it is taken back. */
export function showNotices(by: Show): () => void {
  show = by;
  for (const notice of waiting.splice(0)) by(notice);
  return () => {
    show = null;
  };
}

/** True from the first notice on. */
export function useAreNoticesWanted(): boolean {
  return useSyncExternalStore(
    (tell) => {
      wanting.add(tell);
      return () => wanting.delete(tell);
    },
    () => isWanted,
    () => false,
  );
}
