import { Code } from "@/components/ui/code";
import { CopyButton } from "@/components/ui/copy-button";
import { Fact } from "@/components/ui/fact-list";
import { WhatIs } from "./what-is";

/** What HubSpot's support finds a call by; nothing where HubSpot named none. For a FactList. */
export function CorrelationFact({ correlationId }: { correlationId: string | null | undefined }) {
  if (!correlationId) return null;
  return (
    <Fact
      term={
        <>
          Correlation id, for HubSpot's support <WhatIs word="correlationId" />
        </>
      }
    >
      <span className="flex items-center gap-1">
        <Code>{correlationId}</Code>
        <CopyButton text={correlationId} label="Copy correlation id" />
      </span>
    </Fact>
  );
}
