import { z } from "zod";
import type { HubSpotClient } from "./client";
import { paths } from "./paths";

const Account = z
  .object({
    portalId: z.number(),
    timeZone: z.string().min(1).catch("UTC"),
    companyCurrency: z.string().min(1).catch("USD"),
    uiDomain: z.string().min(1).catch("app.hubspot.com"),
    accountType: z.string().min(1).catch("STANDARD"),
    dataHostingLocation: z.string().nullable().catch(null),
  })
  .transform(({ portalId, companyCurrency, ...rest }) => ({ hubId: portalId, currency: companyCurrency, ...rest }));
export type Account = z.infer<typeof Account>;

/** The account behind a connection; its answer also proves that the token works. */
export async function readAccount(client: HubSpotClient): Promise<Account> {
  const call = { method: "GET", path: paths.account(), schema: Account, isSafeToRepeat: true } as const;
  return (await client.request(call)).body;
}
