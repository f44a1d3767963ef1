import { Callout } from "@/components/ui/callout";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { RunLink, RunView } from "@/lib/api/runs";

const words: Partial<Record<RunLink["trigger"], string>> = { retry: "retry", upload: "upload" };

/** The run of another sync after which it started; of a retry or an upload, whose rows it has; and the other way round, which runs have taken rows of this one. */
export function RunLinks({
  run: { trigger, startedAfter, origin, takers },
}: {
  run: Pick<RunView, "trigger" | "startedAfter" | "origin" | "takers">;
}) {
  return (
    <>
      {startedAfter && (
        <Callout tone="info" title={`Started after ${startedAfter.syncName}`}>
          This sync runs when <TextLink href={`/runs/${startedAfter.id}`}>a run of that one</TextLink> has ended.
        </Callout>
      )}
      {origin && (
        <Callout tone="info" title={trigger === "upload" ? "These rows come from a corrected file" : "This is a retry"}>
          Its rows were rejected by{" "}
          <TextLink href={`/runs/${origin.id}#rejects`}>
            the {words[origin.trigger] ?? "run"} of <Time at={origin.requestedAt} />
          </TextLink>
          . {trigger === "retry" && "They are as they were read then; the source wasn’t asked again."} They keep the
          numbers that they had when they were read.
        </Callout>
      )}
      {takers.length > 0 && (
        <Callout tone="info" title="Later runs have taken rejected rows of this one">
          <ul className="flex flex-wrap gap-x-3 gap-y-0.5">
            {takers.map((taker) => (
              <li key={taker.id}>
                <TextLink href={`/runs/${taker.id}`}>
                  The {words[taker.trigger] ?? "run"} of <Time at={taker.requestedAt} />
                </TextLink>
              </li>
            ))}
          </ul>
        </Callout>
      )}
    </>
  );
}
