import { Disclosure } from "@/components/ui/disclosure";
import { formatCount } from "@/components/ui/format-number";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { RunChanges as Changes, SyncChange } from "@/lib/api/run-changes";

/** What the sync says differently since the run before, and who changed it. Nothing where nothing did. */
export function RunChanges({ changes: { previous, changes, events } }: { changes: Changes }) {
  if (!previous || changes.length === 0) return null;
  return (
    <section aria-label="What changed in the sync" className="rounded-lg border bg-surface px-4 py-3 shadow-card">
      <Disclosure title={`The sync has changed since the run before: ${formatCount(changes.length, "change")}`}>
        <p className="text-sm text-muted">
          Compared with{" "}
          <TextLink href={`/runs/${previous.id}`}>
            the run of <Time at={previous.requestedAt} />
          </TextLink>
          .
        </p>
        {events.length > 0 && (
          <ul className="mt-1 text-sm text-muted">
            {events.map(({ at, by, summary }) => (
              <li key={`${at} ${summary}`}>
                <Time at={at} />: {summary}
                {by && `, by ${by}`}
              </li>
            ))}
          </ul>
        )}
        <dl className="mt-3 flex flex-col gap-3">
          {changes.map((change) => (
            <Change key={change.what} change={change} />
          ))}
        </dl>
      </Disclosure>
    </section>
  );
}

function Change({ change: { what, before, after } }: { change: SyncChange }) {
  return (
    <div>
      <dt className="text-sm font-medium wrap-anywhere">
        {what}
        {before === null && <span className="font-normal text-success"> added</span>}
        {after === null && <span className="font-normal text-danger"> removed</span>}
      </dt>
      <dd className="mt-1 grid gap-2 sm:grid-cols-2">
        {before !== null && <Side word="Before" text={before} />}
        {after !== null && <Side word="Now" text={after} />}
      </dd>
    </div>
  );
}

function Side({ word, text }: { word: string; text: string }) {
  return (
    <div className="min-w-0">
      <p className="text-xs text-muted">{word}</p>
      <ScrollRegion label={word} isPart={false} className="max-h-48 overflow-auto rounded-md border bg-sunken">
        <pre className="px-2.5 py-1.5 font-mono text-xs wrap-anywhere whitespace-pre-wrap">{text}</pre>
      </ScrollRegion>
    </div>
  );
}
