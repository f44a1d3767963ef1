import type { ReactNode } from "react";
import { CorrelationFact } from "@/components/help/correlation-fact";
import { recordHref } from "@/components/records/record-hash";
import { Code } from "@/components/ui/code";
import { DrawerContent } from "@/components/ui/drawer";
import { Fact, FactList } from "@/components/ui/fact-list";
import { formatNumber } from "@/components/ui/format-number";
import { ExternalLink, TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { CauseView, RejectView } from "@/lib/api/runs";
import { CauseAdvice } from "./cause-advice";
import { CellTable } from "./cell-table";
import { RefusalText, RefusalWords } from "./refusal-words";
import { StageBadge } from "./stage-badge";

/** All that is known of a rejected row: who refused it and why, what was read, what was sent. */
export function RejectDrawer({ reject, cause }: { reject: RejectView; cause: CauseView }) {
  const payload = Object.entries(reject.payload).map(([name, value]) => ({ name, value }));
  return (
    <DrawerContent
      title={`Row ${formatNumber(reject.sourceRow ?? reject.rowNumber)}`}
      description={reject.matchValue ?? "Without a match value"}
      size="lg"
    >
      <div className="flex flex-col gap-5 text-sm">
        <Part title="Why it was rejected">
          <p className="flex flex-wrap items-center gap-2">
            <Code>{reject.code}</Code>
            <StageBadge stage={reject.stage} />
            {reject.property && <span>{reject.property}</span>}
            {reject.option !== null && <span className="text-muted wrap-anywhere">“{reject.option}”</span>}
          </p>
          <RefusalWords stage={reject.stage} message={reject.message} />
          <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
            <CauseAdvice cause={cause} />
          </dl>
          <AlsoRefused reject={reject} />
          <RejectFacts reject={reject} />
        </Part>
        <Part title="Source row">
          <CellTable
            label="Source row"
            nameOf="Column"
            cells={reject.row.map(({ column, value }) => ({ name: column, value }))}
          />
        </Part>
        <Part title={reject.stage === "preflight" ? "Payload, as far as it could be made" : "Payload that was sent"}>
          {payload.length === 0 ? (
            <p className="text-muted">None of its values could be converted.</p>
          ) : (
            <CellTable label="Payload" nameOf="Property" cells={payload} />
          )}
        </Part>
      </div>
    </DrawerContent>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function AlsoRefused({ reject }: { reject: RejectView }) {
  const { alsoRefused, stage } = reject;
  if (alsoRefused.length === 0) return null;
  return (
    <div>
      <p className="text-muted">It would also be refused for:</p>
      <ul className="mt-1 flex flex-col gap-1">
        {alsoRefused.map(({ code, property, message }) => (
          <li key={`${code}-${property}`} className="wrap-anywhere">
            <Code>{code}</Code> {property && <span>{property}: </span>}
            <RefusalText stage={stage} message={message} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function RejectFacts({ reject }: { reject: RejectView }) {
  return (
    <FactList>
      {reject.matchValue !== null && (
        <Fact term="Its record">
          <TextLink href={recordHref(reject.matchValue)}>All that was written to it</TextLink>
        </Fact>
      )}
      {reject.sourceRow !== null && (
        <Fact term="Row of this run">{`${formatNumber(reject.rowNumber)}, as in its files`}</Fact>
      )}
      {reject.settledBy !== null && (
        <Fact term="Taken by">
          <TextLink href={`/runs/${reject.settledBy}`}>A later run</TextLink>
        </Fact>
      )}
      <Fact term="Refused at">
        <Time at={reject.refusedAt} format="seconds" />
      </Fact>
      {reject.category && <Fact term="HubSpot's category">{reject.category}</Fact>}
      <CorrelationFact correlationId={reject.correlationId} />
      {reject.existingRecordUrl && (
        <Fact term="The record in the way">
          <ExternalLink href={reject.existingRecordUrl}>Open it in HubSpot</ExternalLink>
        </Fact>
      )}
    </FactList>
  );
}
