import type { Dispatch } from "react";
import { toastWithUndo } from "@/components/forms/toast-with-undo";
import type { Edit, Editing } from "../draft/edit-draft";
import type { DraftField } from "../draft/sync-draft";

/** An edit that takes something away, as it is told, and the edit that takes it back. */
interface Undoing {
  readonly words: string;
  readonly back: Edit;
  readonly undoneWords: string;
}

/** Makes edits of the draft, and offers to take back those that take away what somebody has written. */
export function useUndo(editing: Editing, dispatch: Dispatch<Edit>, takeBack: Dispatch<Edit>): Dispatch<Edit> {
  return (action) => {
    const undoing = findUndoing(editing, action);
    dispatch(action);
    if (undoing === null) return;
    toastWithUndo({
      words: undoing.words,
      undo: async () => ({ ok: true, data: undoing.back }),
      onUndone: takeBack,
      undoneWords: undoing.undoneWords,
    });
  };
}

/** Null for what nobody has to take back: a row without a word of somebody's is none. */
export function findUndoing(editing: Editing, action: Edit): Undoing | null {
  switch (action.type) {
    case "remove_field": {
      const to = editing.draft.fields.findIndex(({ id }) => id === action.id);
      const field = editing.draft.fields[to];
      if (!field || isBlank(field)) return null;
      const name = field.property === "" ? `Row ${to + 1}` : `\`${field.property}\``;
      const back = { type: "put_back_field", field, to } as const;
      return { words: `${name} is no longer mapped.`, back, undoneWords: `${name} is mapped as before.` };
    }
    case "discard":
    case "load": {
      const back = { type: "put_back", before: editing } as const;
      return { words: "Your changes are discarded.", back, undoneWords: "Your changes are back." };
    }
    default:
      return null;
  }
}

function isBlank({ property, column, constant, template }: DraftField): boolean {
  return [property, column, constant, template].every((text) => text === "");
}
