import { RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

interface LoadFailureProps {
  /** What couldn't be read: "The object types". */
  what: string;
  error: Error;
  isRetrying: boolean;
  onRetry: () => void;
}

/** In place of what a card would show: the reason, and the way to ask again. What was entered stays. */
export function LoadFailure({ what, error, isRetrying, onRetry }: LoadFailureProps) {
  return (
    <Callout
      tone="danger"
      title={`${what} could not be read.`}
      isAnnounced
      action={
        <Button size="sm" pending={isRetrying} onClick={onRetry}>
          <RotateCw aria-hidden />
          Try again
        </Button>
      }
    >
      {error.message}
    </Callout>
  );
}
