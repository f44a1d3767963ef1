"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { formatCount } from "@/components/ui/format-number";
import type { ConnectView } from "@/lib/api/portals";
import { CameBackHelp } from "./came-back-help";
import { KindChoice } from "./kind-choice";
import { listAppScopes, listAskedScopes, listTokenScopes } from "./list-asked-scopes";
import { ScopeList } from "./scope-list";
import { TokenForm } from "./token-form";
import { useConnect } from "./use-connect";

/** Connecting a portal: what is to be synced, what HubSpot will ask for it, then the two ways of doing it. */
export function ConnectCard({ connect }: { connect: ConnectView }) {
  const oauth = useConnect();
  const [kinds, setKinds] = useState<ReadonlySet<string>>(new Set());
  const asked = listAskedScopes(connect.choices, kinds);
  const scopes = [...connect.requiredScopes, ...asked.flatMap((choice) => choice.scopes)];

  return (
    <Card id="connect" aria-labelledby="connect-title">
      <CardHeader>
        <CardTitle id="connect-title">Connect HubSpot</CardTitle>
        <CardDescription>HubSpot asks you to choose an account and to allow what stands here.</CardDescription>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        <KindChoice choices={connect.choices} chosen={kinds} onChange={setKinds} />
        <Disclosure title={`${formatCount(scopes.length, "scope")} will be asked for, and why`}>
          <div className="flex flex-col gap-4">
            <ScopeList label="Always" scopes={connect.requiredScopes} />
            {asked.map((choice) => (
              <ScopeList key={choice.kind} label={choice.label} scopes={choice.scopes} />
            ))}
          </div>
        </Disclosure>
        {oauth.problem && (
          <Callout tone="danger" isAnnounced>
            {oauth.problem.message}
          </Callout>
        )}
        {connect.whyNoOAuth ? (
          <Callout tone="info" title="Connecting by sign-in is not set up">
            {connect.whyNoOAuth}
          </Callout>
        ) : (
          <div>
            <Button
              variant="primary"
              pending={oauth.isPending}
              onClick={() => oauth.connect({ kinds: [...kinds], portalId: null })}
            >
              Connect HubSpot
            </Button>
          </div>
        )}
        <Disclosure title="Paste a token instead" isOpenAtFirst={connect.whyNoOAuth !== null}>
          <div className="max-w-prose">
            <TokenForm portalId={null} scopes={listTokenScopes(scopes)} />
          </div>
        </Disclosure>
        <CameBackHelp redirectUrl={connect.redirectUrl} scopes={listAppScopes(connect)} />
      </CardBody>
    </Card>
  );
}
