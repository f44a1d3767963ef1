import { type Dispatch, type RefObject, useEffect, useState } from "react";
import type { Edit, Editing } from "../../draft/edit-draft";

/** What has the focus next: the value of a row that is new, or whatever removes the row beside one that is gone. */
type Next = { readonly row: number; readonly part: "value" | "remove" } | { readonly row: null };

/** Edits the list of fields and lets the focus follow: to the first of the rows that are added, past one that is removed. */
export function useFollowRows(
  list: RefObject<HTMLElement | null>,
  editing: Editing,
  dispatch: Dispatch<Edit>,
): Dispatch<Edit> {
  const [next, setNext] = useState<Next | null>(null);

  // The focus is the browser's, and the row is there once the edit is drawn.
  useEffect(() => {
    const control = next && list.current ? findControl(list.current, next) : null;
    control?.focus({ preventScroll: true });
    control?.closest("li")?.scrollIntoView({ block: "nearest" });
  }, [list, next]);

  return (action) => {
    const follow = decideNext(editing, action);
    dispatch(action);
    if (follow !== null) setNext(follow);
  };
}

function decideNext({ draft: { fields }, nextFieldId }: Editing, action: Edit): Next | null {
  if (action.type === "add_fields") return action.fields.length === 0 ? null : { row: nextFieldId, part: "value" };
  if (action.type !== "remove_field") return null;
  const place = fields.findIndex(({ id }) => id === action.id);
  const neighbour = fields[place + 1] ?? fields[place - 1];
  return neighbour ? { row: neighbour.id, part: "remove" } : { row: null };
}

function findControl(list: HTMLElement, next: Next): HTMLElement | null {
  if (next.row === null) return list.querySelector<HTMLElement>("[data-adds-row]");
  const control = next.part === "remove" ? "[data-removes-row]" : "button";
  return list.querySelector<HTMLElement>(`[data-row="${next.row}"] ${control}`);
}
