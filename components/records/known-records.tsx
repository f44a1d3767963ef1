import { Fact, FactList } from "@/components/ui/fact-list";
import { ExternalLink, TextLink } from "@/components/ui/text-link";
import type { KnownRecord } from "@/lib/api/records";

/** The records that syncs know by the match value now. */
export function KnownRecords({ known }: { known: readonly KnownRecord[] }) {
  if (known.length === 0) return null;
  return (
    <ul aria-label="Records that syncs know" className="flex flex-col gap-2">
      {known.map((one) => (
        <li key={`${one.syncId} ${one.key}`} className="rounded-lg border bg-surface px-4 py-3 shadow-card">
          <FactList>
            <Fact term="Match value">
              <span className="font-mono text-xs wrap-anywhere">{one.key}</span>
            </Fact>
            <Fact term={`${one.objectLabel} of ${one.portalName}`}>
              <ExternalLink href={one.recordUrl}>Record {one.recordId}</ExternalLink>
            </Fact>
            <Fact term="Kept in step by">
              <TextLink href={`/syncs/${one.syncId}`}>{one.syncName}</TextLink>
            </Fact>
          </FactList>
        </li>
      ))}
    </ul>
  );
}
