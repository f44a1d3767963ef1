import { focusHeading } from "../focus-heading";
import type { Opened } from "./opened";

/**
 * Radix gives the focus back to a trigger of its own, and these have none. What asked may be gone by the answer, as the
 * button that approves is: then the page's heading is where to go on. For `onCloseAutoFocus`.
 */
export const returnFocus =
  ({ asker }: Opened["opened"]) =>
  (event: Event): void => {
    event.preventDefault();
    const asked = asker();
    if (asked?.isConnected) asked.focus();
    else focusHeading();
  };
