import type { AppFate } from "@/lib/api/portals";

export interface DisconnectNote {
  readonly tone: "success" | "info" | "warning";
  /** What became of the app at HubSpot, and what is left to do there. */
  readonly text: string;
}

const whereToRemove = "under Settings → Integrations → Connected apps";

/** What to tell about HubSpot's side once a portal is disconnected here. */
export function describeDisconnect(app: AppFate): DisconnectNote {
  switch (app) {
    case "uninstalled":
      return { tone: "success", text: "HubSpot has uninstalled the app from the account." };
    case "kept":
      return {
        tone: "info",
        text: "The app stays in the account: another workspace of this instance is connected by it.",
      };
    case "ended":
      return {
        tone: "info",
        text: `HubSpot had ended the connection before. If the app still stands there ${whereToRemove}, remove it.`,
      };
    case "unknown":
      return {
        tone: "warning",
        text: `HubSpot didn't confirm that the app is uninstalled. Look there ${whereToRemove}, and remove it if it is still listed.`,
      };
    case "none":
      return { tone: "info", text: "The token is still good at HubSpot until you delete it there." };
    default:
      return app satisfies never;
  }
}
