"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { formatCount } from "@/components/ui/format-number";
import type { ConnectView } from "@/lib/api/portals";
import { CameBackHelp } from "./came-back-help";
import { ScopeList } from "./scope-list";
import { TokenForm } from "./token-form";
import { useConnect } from "./use-connect";

/** Connecting a portal: what HubSpot will ask and why, then the two ways of doing it. */
export function ConnectCard({ connect }: { connect: ConnectView }) {
  const oauth = useConnect();

  return (
    <Card id="connect" aria-labelledby="connect-title">
      <CardHeader>
        <CardTitle id="connect-title">Connect HubSpot</CardTitle>
        <CardDescription>HubSpot asks you to choose an account and to allow what stands here.</CardDescription>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        <ScopeList label="Always asked for" scopes={connect.requiredScopes} />
        <Disclosure
          title={`${formatCount(connect.optionalScopes.length, "more scope")}, asked for where the account has them`}
        >
          <ScopeList label="Asked for where the account has them" scopes={connect.optionalScopes} />
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
            <Button variant="primary" pending={oauth.isPending} onClick={oauth.connect}>
              Connect HubSpot
            </Button>
          </div>
        )}
        <Disclosure title="Paste a token instead" isOpenAtFirst={connect.whyNoOAuth !== null}>
          <div className="max-w-prose">
            <TokenForm />
          </div>
        </Disclosure>
        <CameBackHelp redirectUrl={connect.redirectUrl} />
      </CardBody>
    </Card>
  );
}
