"use client";

import "./globals.css";
import { PlainError } from "./plain-error";

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
          <PlainError
            title="Sluice couldn't be shown"
            why="Something went wrong on our side. Your syncs go on; nothing was changed."
            digest={error.digest}
            onRetry={retry}
          />
        </main>
      </body>
    </html>
  );
}
