"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { type Connecting, useConnect, useConnectInNewTab } from "./use-connect";

interface AskForKindProps {
  portalId: string;
  kind: string;
  label: string;
}

/** Goes through HubSpot's consent once more, for one kind of record on top of what was granted. */
export function AskForKind(props: AskForKindProps) {
  const text = (
    <span>
      Ask HubSpot<span className="max-sm:hidden"> for it</span>
    </span>
  );
  const name = `Ask HubSpot for it: ${props.label.toLowerCase()}`;
  return <AskButton {...props} oauth={useConnect()} text={text} name={name} />;
}

/** The same in a new tab, so that what isn't saved yet stays where it is. */
export function AskForKindInNewTab(props: AskForKindProps) {
  const text = `Ask HubSpot for ${props.label.toLowerCase()}, in a new tab`;
  return <AskButton {...props} oauth={useConnectInNewTab()} text={text} name={text} />;
}

interface AskButtonProps extends AskForKindProps {
  oauth: Connecting;
  text: ReactNode;
  /** The text, and what several buttons of that text are told apart by. */
  name: string;
}

function AskButton({ portalId, kind, oauth, text, name }: AskButtonProps) {
  return (
    <>
      <Button
        size="sm"
        pending={oauth.isPending}
        aria-label={name}
        onClick={() => oauth.connect({ kinds: [kind], portalId })}
      >
        {text}
      </Button>
      {oauth.problem && (
        <span role="alert" className="mt-1 block text-xs whitespace-normal text-danger">
          {oauth.problem.message}
        </span>
      )}
    </>
  );
}
