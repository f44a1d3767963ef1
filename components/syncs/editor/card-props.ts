import type { Dispatch } from "react";
import type { Edit, Editing } from "../draft/edit-draft";
import type { DraftErrors } from "../draft/sync-draft";

/** What every card of the editor is given. */
export interface CardProps {
  readonly editing: Editing;
  readonly dispatch: Dispatch<Edit>;
  readonly errors: DraftErrors;
  /** False while an earlier question isn't answered. */
  readonly isOpen: boolean;
}
