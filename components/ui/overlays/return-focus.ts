import type { Opened } from "./opened";

/** Radix gives the focus back to a trigger of its own, and these have none. For `onCloseAutoFocus`. */
export const returnFocus =
  ({ asker }: Opened["opened"]) =>
  (event: Event): void => {
    event.preventDefault();
    asker()?.focus();
  };
