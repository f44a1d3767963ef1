"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { testPortal } from "@/app/_server/actions/portals";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { formatCount } from "@/components/ui/format-number";
import { TestLines } from "@/components/ui/test-lines";
import type { AppFate, PortalView } from "@/lib/api/portals";
import { portalsQuery } from "@/lib/api/queries";
import type { TestLine } from "@/lib/api/sources";
import { describeDisconnect } from "./describe-disconnect";
import { DisconnectPortal } from "./disconnect-portal";
import { PortalFacts } from "./portal-facts";
import { PortalObjects } from "./portal-objects";
import { PortalStatusBadge } from "./portal-status-badge";
import { ReconnectPortal } from "./reconnect-portal";
import { useConnect } from "./use-connect";

interface PortalCardProps {
  portal: PortalView;
  canUseOAuth: boolean;
}

export function PortalCard({ portal, canUseOAuth }: PortalCardProps) {
  const queryClient = useQueryClient();
  const [lines, setLines] = useState<readonly TestLine[]>([]);
  const [appFate, setAppFate] = useState<AppFate | null>(null);
  const oauth = useConnect();
  const test = useAction(testPortal, async (answer) => {
    setLines(answer);
    // A test may find that HubSpot refuses the tokens, which changes the portal's status.
    await queryClient.invalidateQueries({ queryKey: portalsQuery().queryKey });
  });
  const titleId = `portal-${portal.id}`;
  const problem = test.problem ?? oauth.problem;

  return (
    <Card aria-labelledby={titleId}>
      <CardHeader
        actions={
          <>
            {portal.status !== "disconnected" && (
              <Button size="sm" pending={test.isPending} onClick={() => test.run({ portalId: portal.id })}>
                Test
              </Button>
            )}
            <ReconnectPortal portal={portal} oauth={canUseOAuth ? oauth : null} />
            {portal.status !== "disconnected" && <DisconnectPortal portal={portal} onDisconnected={setAppFate} />}
          </>
        }
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <CardTitle id={titleId}>{portal.domain}</CardTitle>
          <PortalStatusBadge status={portal.status} />
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        {portal.reason && (
          <Callout tone={portal.status === "reconnect" ? "warning" : "info"} title={portal.reason}>
            {portal.syncs > 0 && "Its syncs stand still until it is connected again."}
          </Callout>
        )}
        {portal.status === "disconnected" && appFate && <AppNote app={appFate} />}
        <PortalFacts portal={portal} />
        {portal.status !== "disconnected" && <PortalObjects portal={portal} canUseOAuth={canUseOAuth} />}
        <GrantedScopes scopes={portal.grantedScopes} />
        {problem && (
          <Callout tone="danger" isAnnounced>
            {problem.message}
          </Callout>
        )}
        {(lines.length > 0 || test.isPending) && (
          <TestLines lines={test.isPending ? [] : lines} isRunning={test.isPending} />
        )}
      </CardBody>
    </Card>
  );
}

function AppNote({ app }: { app: AppFate }) {
  const { tone, text } = describeDisconnect(app);
  return (
    <Callout tone={tone} isAnnounced>
      {text}
    </Callout>
  );
}

function GrantedScopes({ scopes }: { scopes: readonly string[] }) {
  if (scopes.length === 0) return null;
  return (
    <Disclosure title={formatCount(scopes.length, "granted scope")}>
      <ul className="flex flex-col gap-1 font-mono text-xs break-all">
        {scopes.map((scope) => (
          <li key={scope}>{scope}</li>
        ))}
      </ul>
    </Disclosure>
  );
}
