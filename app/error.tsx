"use client";

import { PlainError } from "./plain-error";

interface ErrorPageProps {
  error: Error & { digest?: string };
  retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <main className="mx-auto flex min-h-[60dvh] max-w-xl flex-col justify-center px-4">
      <PlainError
        title="This page couldn't be shown"
        why="Something went wrong on our side. Your syncs go on; nothing was changed."
        digest={error.digest}
        onRetry={retry}
      />
    </main>
  );
}
