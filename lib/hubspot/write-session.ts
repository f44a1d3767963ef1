import type { Target } from "./batch-calls";
import { type PropertyKinds, readPropertyKinds } from "./property-kinds";
import { UniformRefusals } from "./uniform-refusals";

/** What the batches of one destination share. */
export interface WriteSession {
  readonly target: Target;
  readonly uniformRefusals: UniformRefusals;
  /** Read once, and only where a value that HubSpot holds in another form has to be compared. */
  getPropertyKinds(): Promise<PropertyKinds>;
}

export function startWriteSession(target: Target): WriteSession {
  let kinds: Promise<PropertyKinds> | null = null;
  return {
    target,
    uniformRefusals: new UniformRefusals(),
    getPropertyKinds() {
      kinds ??= readPropertyKinds(target);
      return kinds;
    },
  };
}
