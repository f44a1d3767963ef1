/** What the consent page says of a scope. */
export function describeScope(scope: string): string {
  if (scope === "oauth") return "Know who you are and which account this is";
  if (scope === "tickets") return "Read and write tickets";
  if (scope === "e-commerce") return "Read and write products and line items";
  const [, kind, name, access] = /^crm\.(objects|schemas)\.(\w+)\.(?:\w+\.)?(read|write)/.exec(scope) ?? [];
  if (name === undefined) return otherScopes[scope] ?? "";
  const verb = access === "write" ? "Write" : "Read";
  const thing = name === "custom" ? "custom objects" : name.replace("_", " ");
  if (kind === "schemas") return `${verb} the properties of ${thing}`;
  return scope.includes("sensitive") ? `${verb} the sensitive data of ${thing}` : `${verb} ${thing}`;
}

const otherScopes: Readonly<Record<string, string>> = {
  automation: "Use workflows",
  content: "Read and write pages and blog posts",
  files: "Read and write files",
  forms: "Read and write forms",
  "sales-email-read": "Read the emails of contacts",
  timeline: "Write events on timelines",
  "transactional-email": "Send transactional emails",
  "account-info.security.read": "Read the account's activity",
  "crm.export": "Export records",
  "crm.import": "Import records",
  "crm.lists.read": "Read lists",
  "crm.lists.write": "Write lists",
  "settings.currencies.read": "Read the account's currencies",
  "settings.users.read": "Read the account's users",
};
