import { KeyRound } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, TBody, TH, THead, TR } from "@/components/ui/table";
import { ExternalLink } from "@/components/ui/text-link";
import type { ApiKeyView } from "@/lib/api/api-keys";
import { ApiKeyRow } from "./api-key-row";
import { CreateApiKey } from "./create-api-key";

export function ApiKeySection({ keys }: { keys: readonly ApiKeyView[] }) {
  return (
    <section aria-labelledby="api-keys" className="flex flex-col gap-3">
      <div className="flex min-h-8 items-center justify-between gap-3">
        <h2 id="api-keys" className="text-base font-semibold">
          API keys
        </h2>
        {keys.length > 0 && <CreateApiKey look="small" />}
      </div>
      {keys.length === 0 ? (
        <EmptyState
          icon={KeyRound}
          title="No API key yet"
          text="With a key, a job runs a sync when its tables are ready, and reads what became of every row."
          action={<CreateApiKey look="first" />}
        />
      ) : (
        <ApiKeyTable keys={keys} />
      )}
      <p className="text-xs text-muted">
        What can be asked by key is described in{" "}
        <ExternalLink href="/api/v1/openapi.json">OpenAPI at /api/v1/openapi.json</ExternalLink>.
      </p>
    </section>
  );
}

function ApiKeyTable({ keys }: { keys: readonly ApiKeyView[] }) {
  return (
    <Table label="API keys">
      <THead>
        <TR>
          <TH>Key</TH>
          <TH>Role</TH>
          <TH className="max-sm:hidden">Last used</TH>
          <TH className="max-sm:hidden">Expires</TH>
          <TH className="max-lg:hidden">Made</TH>
          <TH>
            <span className="sr-only">Revoke</span>
          </TH>
        </TR>
      </THead>
      <TBody>
        {keys.map((apiKey) => (
          <ApiKeyRow key={apiKey.id} apiKey={apiKey} />
        ))}
      </TBody>
    </Table>
  );
}
