import { Badge } from "@/components/ui/badge";
import { Code } from "@/components/ui/code";
import { TD, TR } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ApiKeyView } from "@/lib/api/api-keys";
import { RevokeApiKey } from "./revoke-api-key";

export function ApiKeyRow({ apiKey }: { apiKey: ApiKeyView }) {
  const { name, hint, role, createdBy, createdAt } = apiKey;
  return (
    <TR>
      <TD>
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium wrap-anywhere">{name}</span>
          <Code className="text-muted">{`${hint}…`}</Code>
        </div>
        {/* The columns that narrow screens have no room for. */}
        <p className="mt-0.5 text-xs text-muted sm:hidden">
          Used: <LastUse apiKey={apiKey} />. Expires: <Expiry apiKey={apiKey} />.
        </p>
      </TD>
      <TD>
        <Badge>{role}</Badge>
      </TD>
      <TD className="max-sm:hidden">
        <LastUse apiKey={apiKey} />
      </TD>
      <TD className="max-sm:hidden">
        <Expiry apiKey={apiKey} />
      </TD>
      <TD className="text-muted max-lg:hidden">
        <Time at={createdAt} format="date" /> by {createdBy}
      </TD>
      <TD className="text-right">
        <RevokeApiKey apiKey={apiKey} />
      </TD>
    </TR>
  );
}

function LastUse({ apiKey: { lastUsedAt } }: { apiKey: ApiKeyView }) {
  return lastUsedAt ? <Time at={lastUsedAt} format="relative" /> : <span className="text-muted">never</span>;
}

function Expiry({ apiKey: { status, expiresAt, createdBy } }: { apiKey: ApiKeyView }) {
  switch (status) {
    case "abandoned":
      return <Badge tone="warning">{`${createdBy} has left`}</Badge>;
    case "expired":
      return (
        <Badge tone="warning">
          <span>expired {expiresAt && <Time at={expiresAt} format="relative" />}</span>
        </Badge>
      );
    case "active":
      return expiresAt ? <Time at={expiresAt} format="date" /> : <span className="text-muted">never</span>;
    default:
      return status satisfies never;
  }
}
