"use client";

import { CircleCheck, CircleX, Info, TriangleAlert } from "lucide-react";
import { useEffect } from "react";
import { Toaster as Sonner, toast as sonner } from "sonner";
import { showCode } from "./backticked";
import { Spinner } from "./spinner";
import { showNotices } from "./toast";

/** Sonner, in our look. It hears a notice only once it is there. */
export default function Notices() {
  useEffect(
    () =>
      showNotices(({ kind, title, options }) => {
        const { description } = options;
        const said = typeof description === "function" ? description : showCode(description);
        sonner[kind](showCode(title), { ...options, description: said });
      }),
    [],
  );
  return (
    <Sonner
      position="bottom-right"
      // Above the save bar, which stands at the foot of the window.
      offset={{ bottom: "5rem", right: "1.5rem" }}
      mobileOffset={{ bottom: "7.5rem" }}
      duration={5000}
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-success" />,
        error: <CircleX aria-hidden className="size-4 text-danger" />,
        warning: <TriangleAlert aria-hidden className="size-4 text-warning" />,
        info: <Info aria-hidden className="size-4 text-info" />,
        loading: <Spinner />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2.5 rounded-lg border border-line bg-raised px-3.5 py-3 font-sans text-sm text-ink shadow-pop",
          icon: "mt-0.5 shrink-0",
          title: "font-medium wrap-anywhere",
          description: "wrap-anywhere text-muted",
          actionButton: "ml-auto shrink-0 rounded-md border border-line-strong px-2 py-0.5 text-xs font-medium",
        },
      }}
    />
  );
}
