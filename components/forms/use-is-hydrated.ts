import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False until React has taken over the page that the server sent: a form sent before that would leave as a plain request. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
