import { type RefCallback, useCallback, useState } from "react";

/** Whether an element has come near the part of the page that is on the screen; once it has, it stays seen. */
export function useIsSeen(): { isSeen: boolean; ref: RefCallback<Element> } {
  const [isSeen, setIsSeen] = useState(false);
  const ref = useCallback<RefCallback<Element>>((element) => {
    if (element === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        setIsSeen(true);
        observer.disconnect();
      },
      { rootMargin: "200px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { isSeen, ref };
}
