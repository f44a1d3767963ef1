import { Check, CircleQuestionMark, X } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import type { ObjectAccessView, PortalView } from "@/lib/api/portals";
import { AskForKind } from "./ask-for-kind";
import { NameMissingScopes } from "./name-missing-scopes";

interface PortalObjectsProps {
  portal: PortalView;
  canUseOAuth: boolean;
}

/** What the connection may do with each kind of record, and the way to whatever is missing. */
export function PortalObjects({ portal, canUseOAuth }: PortalObjectsProps) {
  const isUnknown = portal.objects.some(({ canRead, canWrite }) => canRead === null || canWrite === null);
  return (
    <div className="flex flex-col gap-1.5">
      <Table
        label={`What ${portal.domain} may be used for`}
        boxClassName="max-h-none shadow-none"
        className="text-xs max-sm:[&_td]:px-1.5 max-sm:[&_th]:px-1.5"
      >
        <THead>
          <TR>
            <TH>Records</TH>
            <TH>Read</TH>
            <TH>Write</TH>
            <TH className="max-sm:whitespace-normal">Create properties</TH>
            <TH isNumeric className="max-sm:hidden">
              Syncs
            </TH>
            <TH>
              <span className="sr-only">What is missing</span>
            </TH>
          </TR>
        </THead>
        <TBody>
          {portal.objects.map((access) => (
            <TR key={access.kind}>
              <TD className="font-medium whitespace-nowrap">{access.label}</TD>
              <TD>
                <Verdict can={access.canRead} />
              </TD>
              <TD>
                <Verdict can={access.canWrite} />
              </TD>
              <TD>
                <Verdict can={access.canChangeProperties} />
              </TD>
              <TD isNumeric className={cn("max-sm:hidden", access.syncs === 0 && "text-faint")}>
                {access.syncs}
              </TD>
              <TD className="text-right">
                <WayToMissing portal={portal} access={access} canUseOAuth={canUseOAuth} />
              </TD>
            </TR>
          ))}
        </TBody>
      </Table>
      {isUnknown && (
        <p className="text-xs text-muted">
          HubSpot doesn’t tell a token’s scopes: they are tried when it is connected and tested. What isn’t refused then
          stays unknown until it is used.
        </p>
      )}
    </div>
  );
}

function WayToMissing({ portal, access, canUseOAuth }: PortalObjectsProps & { access: ObjectAccessView }) {
  if (access.missingScopes.length === 0) return null;
  if (portal.authKind === "oauth" && canUseOAuth) {
    return <AskForKind portalId={portal.id} kind={access.kind} label={access.label} />;
  }
  return <NameMissingScopes portal={portal} label={access.label} scopes={access.missingScopes} />;
}

/** The word beside the sign leaves phones to screen readers, so that the way to what is missing fits beside it. */
function Verdict({ can }: { can: boolean | null }) {
  const { Icon, word, tone } = can === null ? unknown : can ? yes : no;
  return (
    <span className={cn("inline-flex items-center gap-1 align-middle", tone)}>
      <Icon aria-hidden className="size-3.5" />
      <span className="max-sm:sr-only">{word}</span>
    </span>
  );
}

const yes = { Icon: Check, word: "Yes", tone: "text-success" } as const;
const no = { Icon: X, word: "No", tone: "text-faint" } as const;
const unknown = { Icon: CircleQuestionMark, word: "Unknown", tone: "text-muted" } as const;
