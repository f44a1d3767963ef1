import { appCommands } from "@/lib/local/hubspot-sandbox/admin/app-commands";
import { behaviourCommands } from "@/lib/local/hubspot-sandbox/admin/behaviour-commands";
import type { Commands } from "@/lib/local/hubspot-sandbox/admin/command";
import { metadataCommands } from "@/lib/local/hubspot-sandbox/admin/metadata-commands";
import { recordCommands } from "@/lib/local/hubspot-sandbox/admin/record-commands";

/** The admin door's commands by method and path. What they return is the answer's JSON. */
export const adminCommands: Commands = {
  ...recordCommands,
  ...behaviourCommands,
  ...appCommands,
  ...metadataCommands,
};
