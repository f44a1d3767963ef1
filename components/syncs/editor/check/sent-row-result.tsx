import { CorrelationFact } from "@/components/help/correlation-fact";
import { Callout } from "@/components/ui/callout";
import { Code } from "@/components/ui/code";
import { CodeBlock } from "@/components/ui/code-block";
import { Disclosure } from "@/components/ui/disclosure";
import { Fact, FactList } from "@/components/ui/fact-list";
import { ExternalLink } from "@/components/ui/text-link";
import type { CallView, SentRow } from "@/lib/api/row-comparison";
import { CallBlock } from "./call-block";

const titles: Readonly<Record<SentRow["outcome"], string>> = {
  created: "HubSpot created the record",
  updated: "HubSpot updated the record",
  skipped: "Nothing was written",
  rejected: "HubSpot refused the row",
  failed: "The row may not have arrived",
};

/** What became of a row that was sent, and the calls that show it. */
export function SentRowResult({ sent }: { sent: SentRow }) {
  const { outcome, message, refusal, warnings, recordUrl, calls, isKept } = sent;
  const isTaken = outcome === "created" || outcome === "updated";
  const last = calls.at(-1);
  return (
    <>
      <Callout tone={isTaken ? "success" : outcome === "skipped" ? "info" : "danger"} title={titles[outcome]}>
        {message && <p>{message}</p>}
        {refusal && (
          <p>
            <Code>{refusal.code}</Code> {refusal.meaning} {refusal.fix}
          </p>
        )}
        {warnings.map((warning) => (
          <p key={warning}>{warning}</p>
        ))}
        {isKept && <p>The next run leaves this row alone until it changes.</p>}
        {outcome === "failed" && <p>Compare again to see what HubSpot has.</p>}
      </Callout>
      <FactList>
        {last && <Fact term="Status">{last.status ?? "No answer"}</Fact>}
        <CorrelationFact correlationId={last?.correlationId} />
        {recordUrl && (
          <Fact term={outcome === "rejected" ? "The record in the way" : "The record"}>
            <ExternalLink href={recordUrl}>Open it in HubSpot</ExternalLink>
          </Fact>
        )}
      </FactList>
      {[...calls.entries()].map(([index, call]) => (
        <Call key={index} call={call} isLast={index === calls.length - 1} />
      ))}
    </>
  );
}

/** The last one is the write; what was read before it is a click away. */
function Call({ call, isLast }: { call: CallView; isLast: boolean }) {
  const { method, path, request, status, answer, problem } = call;
  const blocks = (
    <div className="grid gap-3">
      <CallBlock title="Request" method={method} path={path} body={request} />
      <CodeBlock
        title={status === null ? "No answer" : `Answer, ${status}`}
        code={problem ?? JSON.stringify(answer, null, 2)}
      />
    </div>
  );
  return isLast ? blocks : <Disclosure title={`Before it: ${method} ${path}`}>{blocks}</Disclosure>;
}
