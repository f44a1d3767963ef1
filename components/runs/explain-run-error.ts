export interface RunErrorAdvice {
  readonly whatToDo: string;
  readonly link: { readonly href: string; readonly label: string } | null;
}

/** What a person can do about the error that ended a run. The error's own message says what happened. */
export function explainRunError(code: string, syncId: string): RunErrorAdvice {
  const connections = { href: "/connections", label: "Open connections" };
  const sync = { href: `/syncs/${syncId}`, label: "Open the sync" };
  switch (code) {
    case "source_unreachable":
      return { whatToDo: "Test the source under Connections; its lines say where the way ends.", link: connections };
    case "source_refused":
      return { whatToDo: "Check the source's user, password and rights, then test it.", link: connections };
    case "source_query_failed":
      return { whatToDo: "Correct the query of the sync, look at its preview, then run again.", link: sync };
    case "source_timeout":
      return {
        whatToDo: "Make the query faster (an index, fewer columns), or raise the source's statement timeout.",
        link: connections,
      };
    case "hubspot_unreachable":
    case "hubspot_rate_limited":
    case "undelivered":
      return {
        whatToDo: "Run again. What was delivered is recorded, so only the rest is sent.",
        link: null,
      };
    case "hubspot_reconnect":
      return { whatToDo: "Connect the portal again, then run again.", link: connections };
    case "hubspot_scope_missing":
      return {
        whatToDo: "Connect the portal again and grant the scope, or add it to the pasted token; then run again.",
        link: connections,
      };
    case "hubspot_refused":
      return {
        whatToDo: "Read HubSpot's words above; mostly the mapping names something that HubSpot lacks.",
        link: sync,
      };
    case "mapping_invalid":
      return { whatToDo: "Correct the mapping of the sync, then run again.", link: sync };
    case "not_approved":
      return {
        whatToDo: "Look at what has changed in the source. Run again and approve, or change the sync's limits.",
        link: sync,
      };
    case "not_configured":
      return { whatToDo: "Complete this instance's settings, then run again.", link: null };
    case "storage_failed":
      return { whatToDo: "Check the object store's settings and that it is up, then run again.", link: null };
    case "ledger_open":
      return {
        whatToDo: "This is a fault in Sluice. Run again; if it stays, report it with the id of the run.",
        link: null,
      };
    default:
      return { whatToDo: "Run again. If it fails the same way, the server's log has the details.", link: null };
  }
}
