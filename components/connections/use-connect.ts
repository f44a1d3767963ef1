"use client";

import { startOAuth } from "@/app/_server/actions/portals";
import { useAction } from "@/components/forms/use-action";
import type { Problem } from "@/lib/api/problem";

export interface Connecting {
  readonly connect: () => void;
  readonly isPending: boolean;
  readonly problem: Problem | null;
}

/** Begins a connection and hands the browser over to HubSpot. */
export function useConnect(): Connecting {
  const { run, isPending, problem } = useAction(startOAuth, ({ url }) => window.location.assign(url));
  return { connect: () => run({}), isPending, problem };
}
