"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function AuthError({ retry }: { retry: () => void }) {
  return (
    <ErrorState
      title="Signing in is not possible right now"
      why="Something went wrong on our side."
      fix="Try again in a moment. If it stays, the database may be down; the server's log has the details."
      onRetry={retry}
    />
  );
}
