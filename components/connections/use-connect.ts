"use client";

import { useRef } from "react";
import { startOAuth } from "@/app/_server/actions/portals";
import { describeLostCall, useAction } from "@/components/forms/use-action";
import type { StartOAuthInput } from "@/lib/api/portals";
import type { Problem } from "@/lib/api/problem";

export interface Connecting {
  readonly connect: (input: StartOAuthInput) => void;
  readonly isPending: boolean;
  readonly problem: Problem | null;
}

/** Begins a connection and hands the browser over to HubSpot. */
export function useConnect(): Connecting {
  const { run, isPending, problem } = useAction(startOAuth, ({ url }) => window.location.assign(url));
  return { connect: run, isPending, problem };
}

/** The same in a tab of its own, for pages that hold what isn't saved yet. */
export function useConnectInNewTab(): Connecting {
  const tab = useRef<Window | null>(null);
  const start = async (input: StartOAuthInput) => {
    const result = await startOAuth(input).catch(describeLostCall);
    if (!result.ok) tab.current?.close();
    return result;
  };
  const { run, isPending, problem } = useAction(start, ({ url }) => {
    if (tab.current) tab.current.location.assign(url);
    else window.open(url, "_blank", "noopener");
  });
  const connect = (input: StartOAuthInput) => {
    // Browsers let a click open a tab, and nothing that happens later: it waits empty for its address.
    tab.current = window.open("", "_blank");
    if (tab.current) tab.current.opener = null;
    run(input);
  };
  return { connect, isPending, problem };
}
