import { Callout } from "@/components/ui/callout";
import { Code } from "@/components/ui/code";
import { LinkButton } from "@/components/ui/link-button";
import type { RunView } from "@/lib/api/runs";
import { explainRunError } from "./explain-run-error";
import { RunFixes } from "./run-fixes";

/** Why a run failed, and what to do about it. */
export function RunError({ run, code }: { run: RunView; code: string }) {
  const { whatToDo, link } = explainRunError(code, run.syncId);
  return (
    <Callout
      tone="danger"
      isAnnounced
      title={run.errorMessage ?? "This run failed"}
      action={
        link && (
          <LinkButton href={link.href} size="sm">
            {link.label}
          </LinkButton>
        )
      }
    >
      <p>{whatToDo}</p>
      <p className="mt-1">
        Code <Code>{code}</Code>
      </p>
      {code === "mapping_invalid" && <RunFixes run={run} />}
    </Callout>
  );
}
