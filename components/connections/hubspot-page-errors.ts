export interface HubSpotPageError {
  readonly says: string;
  readonly meaning: string;
  readonly fix: string;
}

/** What HubSpot says on its own page without ever sending the browser back: nobody but the reader can tell us. */
export const hubSpotPageErrors: readonly HubSpotPageError[] = [
  {
    says: "An invalid scope name was provided.",
    meaning: "HubSpot doesn't know one of the scopes, or none was asked for.",
    fix: "Compare the app's scopes at HubSpot with both lists below, letter by letter, and correct the one that differs.",
  },
  {
    says: "Authorization failed because the provided scopes are insufficient.",
    meaning: "The app requires a scope that this console doesn't ask for.",
    fix: "In the app at HubSpot, require exactly the required scopes below and make all others optional.",
  },
  {
    says: "Authorization failed because there is a mismatch between the scopes in the install URL and the app's configured scopes.",
    meaning: "The app lacks a scope that this console asks for, or has it under another kind.",
    fix: "Give the app all scopes of both lists below, each as required or optional as it stands there.",
  },
  {
    says: "This account doesn't have access to some HubSpot features that are required by this app.",
    meaning: "The account's subscription lacks a feature behind one of the app's required scopes.",
    fix: "Make that scope optional in the app, or connect an account whose subscription has the feature.",
  },
  {
    says: "Authorization failed as the redirect URL '…' doesn't match the app's registered redirect URL.",
    meaning: "The app at HubSpot doesn't list the address that HubSpot should send people back to.",
    fix: "Add the redirect URL below to the app, letter by letter.",
  },
  {
    says: "An invalid app client_id was provided.",
    meaning: "HUBSPOT_CLIENT_ID of this instance belongs to no app.",
    fix: "Copy the client id from the app's page at HubSpot once more and restart this instance.",
  },
  {
    says: "Authorization failed because this app hasn't been approved to access the required scopes.",
    meaning: "A Super Admin has to approve apps in this account before anybody can connect them.",
    fix: "Ask a Super Admin to approve the app under Settings, Integrations, Connected apps.",
  },
  {
    says: "A notice that the app isn't verified by HubSpot",
    meaning: "Every app outside HubSpot's marketplace carries it. It names your own app, so you know who wrote it.",
    fix: "Check that the name and the scopes are the ones you expect, then go on.",
  },
  {
    says: "You don't have permission to connect apps",
    meaning: "HubSpot lets only Super Admins and people with the App Marketplace permission connect an app.",
    fix: "Ask a Super Admin to connect, or to give you the App Marketplace permission.",
  },
  {
    says: "Nothing: you pressed Cancel, or closed the page",
    meaning: "HubSpot doesn't always send people back then. Nothing has been connected, and nothing has changed here.",
    fix: "Connect again when you are ready; an attempt that was left open ends by itself after half an hour.",
  },
];
