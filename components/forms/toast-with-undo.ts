import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/api/problem";
import { describeNoAnswer } from "./describe-failure";

interface Undoing<T> {
  /** What is done now. */
  readonly words: string;
  readonly undo: () => Promise<ActionResult<T>>;
  readonly onUndone: (data: T) => void | Promise<void>;
  /** What is done once it is undone. */
  readonly undoneWords: string;
}

// Long enough to be read and reached with the keyboard.
const UNDO_MS = 10_000;

/** Tells that something is done, and takes it back on a click: the page needn't be there any more that it was done on. */
export function toastWithUndo<T>({ words, undo, onUndone, undoneWords }: Undoing<T>): void {
  const takeBack = async () => {
    const result = await undo().catch(() => null);
    if (result?.ok) {
      await onUndone(result.data);
      toast.success(undoneWords);
      return;
    }
    toast.error("It couldn’t be undone", {
      description: result?.error.message ?? describeNoAnswer(),
    });
  };
  toast.success(words, { duration: UNDO_MS, action: { label: "Undo", onClick: () => void takeBack() } });
}
