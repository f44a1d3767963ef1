import { createAdminDoor } from "@/lib/local/hubspot-sandbox/admin/admin-door";
import { createApiDoor } from "@/lib/local/hubspot-sandbox/api/api-door";
import { type Door, type Listener, listen } from "@/lib/local/hubspot-sandbox/http/listen";
import { createAppDoor } from "@/lib/local/hubspot-sandbox/oauth/app-door";
import type { SandboxOptions } from "@/lib/local/hubspot-sandbox/options";
import { Sandbox } from "@/lib/local/hubspot-sandbox/sandbox";

export interface RunningSandbox {
  /** Stands in for api.hubapi.com. */
  readonly apiUrl: string;
  /** Stands in for app.hubspot.com, as far as connecting an app goes. */
  readonly appUrl: string;
  readonly adminUrl: string | null;
  stop(): Promise<void>;
}

/** Starts a stand-in for HubSpot on loopback: its API, its OAuth pages, and a door for tests. */
export async function startHubSpotSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const sandbox = new Sandbox(options);
  if (options.dataDir) await sandbox.persist(options.dataDir);
  const listeners: Listener[] = [];
  const stop = async () => {
    await Promise.all(listeners.map((listener) => listener.close()));
    await sandbox.close();
  };
  const open = async (port: number, door: Door) => {
    const listener = await listen(port, door);
    listeners.push(listener);
    return listener.url;
  };
  try {
    return {
      apiUrl: await open(options.apiPort ?? 0, createApiDoor(sandbox)),
      appUrl: await open(options.appPort ?? 0, createAppDoor(sandbox)),
      adminUrl: options.adminPort == null ? null : await open(options.adminPort, createAdminDoor(sandbox)),
      stop,
    };
  } catch (failure) {
    // A port that is taken must not leave the others open.
    await stop();
    throw failure;
  }
}
