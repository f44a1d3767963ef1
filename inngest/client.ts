import { Inngest } from "inngest";
import { readEnv } from "@/lib/env";
import { log } from "@/lib/log";

function createClient() {
  const env = readEnv();
  return new Inngest({
    id: "sluice",
    // Signatures are always on: nobody but the executor may call the functions.
    isDev: false,
    eventKey: env.INNGEST_EVENT_KEY,
    signingKey: env.INNGEST_SIGNING_KEY,
    logger: log,
    ...(env.INNGEST_BASE_URL ? { baseUrl: env.INNGEST_BASE_URL } : {}),
  });
}

let client: ReturnType<typeof createClient> | undefined;

/** The client of the app's functions, made at first use: a build has no environment. */
export function getInngest(): Inngest {
  client ??= createClient();
  return client;
}
