import { useQueryClient } from "@tanstack/react-query";
import { applyFix, applyRunFix } from "@/app/_server/actions/fixes";
import { useAction } from "@/components/forms/use-action";
import type { FixInput } from "@/lib/api/fixes";
import type { ActionResult } from "@/lib/api/problem";
import { propertiesQuery } from "@/lib/api/queries";

/** What a fix is of, and where its properties are. */
export interface FixPlace {
  readonly runId: string;
  /** Null for what stopped a run before it read a row. */
  readonly causeId: string | null;
  readonly portalId: string;
  readonly objectTypeId: string;
}

/** Makes a fix, and has everything read anew that it changes. */
export function useFix({ runId, causeId, portalId, objectTypeId }: FixPlace, onMade: (message: string) => void) {
  const queryClient = useQueryClient();
  return useAction(
    (fix: FixInput) => make({ runId, causeId }, fix),
    async ({ message }) => {
      onMade(message);
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ["runs", runId, "fixes"] }),
        queryClient.invalidateQueries({ queryKey: ["syncs"] }),
        queryClient.invalidateQueries({ queryKey: propertiesQuery(portalId, objectTypeId).queryKey }),
      ]);
    },
  );
}

async function make(
  { runId, causeId }: Pick<FixPlace, "runId" | "causeId">,
  fix: FixInput,
): Promise<ActionResult<{ message: string }>> {
  return causeId === null ? applyRunFix({ runId, fix }) : applyFix({ runId, causeId, fix });
}
