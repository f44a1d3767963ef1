"use client";

import { ErrorState } from "@/components/ui/error-state";
import { LinkButton } from "@/components/ui/link-button";

interface ErrorPageProps {
  error: Error & { digest?: string };
  retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <div className="mx-auto flex min-h-[60dvh] max-w-xl flex-col justify-center px-4">
      <ErrorState
        title="This page couldn't be shown"
        why="Something went wrong on our side. Your syncs go on; nothing was changed."
        fix={error.digest ? `If it happens again, look for ${error.digest} in the server's log.` : undefined}
        onRetry={retry}
        action={
          <LinkButton href="/" size="sm">
            Go to the overview
          </LinkButton>
        }
      />
    </div>
  );
}
