"use client";

import { ErrorState } from "@/components/ui/error-state";
import { LinkButton } from "@/components/ui/link-button";

interface ConsoleErrorProps {
  error: unknown;
  retry: () => void;
}

/** For every page of the console that has nothing better to say. */
export default function ConsoleError({ error, retry }: ConsoleErrorProps) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <ErrorState
      title="This page couldn't be shown"
      why="Something went wrong on our side. Schedules and runs go on; nothing was changed."
      fix={digest ? `If it happens again, look for ${digest} in the server's log.` : undefined}
      onRetry={retry}
      action={
        <LinkButton href="/" size="sm">
          Go to the overview
        </LinkButton>
      }
    />
  );
}
