"use client";

import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";

interface SyncsErrorProps {
  error: Error & { digest?: string };
  retry: () => void;
}

export default function SyncsError({ error, retry }: SyncsErrorProps) {
  return (
    <>
      <PageHeader title="Syncs" />
      <ErrorState
        title="The syncs couldn't be shown"
        why="Something went wrong on our side. Schedules and runs go on; nothing was changed."
        fix={error.digest ? `If it happens again, look for ${error.digest} in the server's log.` : undefined}
        onRetry={retry}
      />
    </>
  );
}
