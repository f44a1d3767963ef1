"use client";

import "./globals.css";
import { ErrorState } from "@/components/ui/error-state";

interface GlobalErrorProps {
  error: Error & { digest?: string };
  retry: () => void;
}

/** Stands in for the whole document when the root layout itself failed, so without fonts, theme and providers. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body className="font-sans">
        <title>Something went wrong · Sluice</title>
        <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center px-4">
          <ErrorState
            title="Sluice couldn't be shown"
            why="Something went wrong on our side. Your syncs go on; nothing was changed."
            fix={error.digest ? `If it happens again, look for ${error.digest} in the server's log.` : undefined}
            onRetry={retry}
          />
        </main>
      </body>
    </html>
  );
}
