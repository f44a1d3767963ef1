import { describeScope } from "@/lib/local/hubspot-sandbox/oauth/describe-scope";
import type { App } from "@/lib/local/hubspot-sandbox/oauth/installs";
import type { Portal } from "@/lib/local/hubspot-sandbox/portals/portal";

/** `query` is the install URL's, and what was typed to find an account among many. */
export function renderAccountChooser(app: App, portals: readonly Portal[], query: URLSearchParams): string {
  const wanted = query.get("search") ?? "";
  const found = portals.filter(({ hubId, seed }) =>
    `${seed.domain} ${hubId}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  const choices = found.map(
    ({ hubId, seed }, index) => `
      <label class="choice">
        <input type="radio" name="portalId" value="${hubId}" ${index === 0 ? "checked" : ""} required>
        <span><strong>${escapeHtml(seed.domain)}</strong><small>${hubId} · ${escapeHtml(seed.tier)}</small></span>
      </label>`,
  );
  const kept = [...query]
    .filter(([name]) => name !== "search")
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`);
  const none = `<p role="status">No account of yours is called “${escapeHtml(wanted)}”.</p>`;
  return renderPage(
    "Choose an account",
    `<h1>Choose an account</h1>
    <p>Which account should be connected to <strong>${escapeHtml(app.name)}</strong>?</p>
    <form method="get" role="search">
      ${kept.join("\n")}
      <div class="search">
        <input type="search" name="search" value="${escapeHtml(wanted)}" aria-label="Search accounts"
          placeholder="Search by name or number">
        <button>Search</button>
      </div>
    </form>
    ${found.length === 0 ? none : renderChoices(kept, choices)}`,
  );
}

export function renderConsent(app: App, portal: Portal, scopes: readonly string[]): string {
  const items = scopes.map(
    (scope) => `<li><code>${escapeHtml(scope)}</code> <small>${describeScope(scope)}</small></li>`,
  );
  return renderPage(
    `Connect ${app.name}`,
    `<h1>Connect ${escapeHtml(app.name)} to ${escapeHtml(portal.seed.domain)}</h1>
    <p>Account ${portal.hubId}. The app asks for permission to:</p>
    <ul>${items.join("\n")}</ul>
    <form method="post">
      <div class="buttons">
        <button class="primary" name="decision" value="connect">Connect app</button>
        <button name="decision" value="cancel">Cancel</button>
      </div>
    </form>`,
  );
}

export function renderFailure(message: string): string {
  return renderPage(
    "Couldn't complete the connection",
    `<h1>Couldn't complete the connection</h1><p role="alert">${escapeHtml(message)}</p>`,
  );
}

export function renderCancelled(app: App): string {
  return renderPage(
    "Not connected",
    `<h1>Not connected</h1><p>${escapeHtml(app.name)} was not connected. You can close this page.</p>`,
  );
}

export function renderNotFound(): string {
  return renderPage("Not found", "<h1>Not found</h1><p>The sandbox has only the pages that connect an app.</p>");
}

function renderChoices(kept: readonly string[], choices: readonly string[]): string {
  return `<form method="get">
      ${kept.join("\n")}
      <fieldset><legend class="unseen">Accounts</legend>${choices.join("\n")}</fieldset>
      <div class="buttons"><button class="primary">Choose account</button></div>
    </form>`;
}

function renderPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)} · HubSpot sandbox</title>
<style>
  :root { color-scheme: light dark; --line: #cbd5e1; --soft: #64748b; --back: #f1f5f9; --card: #fff; --act: #c2410c; }
  @media (prefers-color-scheme: dark) { :root { --line: #334155; --soft: #94a3b8; --back: #0f172a; --card: #1e293b; } }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; background: var(--back); font: 15px/1.5 system-ui, sans-serif; }
  header { background: repeating-linear-gradient(-45deg, #fde68a 0 12px, #fcd34d 12px 24px); color: #422006;
    padding: 8px 16px; text-align: center; font-weight: 600; }
  main { max-width: 34rem; margin: 6vh auto; padding: 32px; background: var(--card); border: 1px solid var(--line);
    border-radius: 10px; }
  h1 { margin: 0 0 8px; font-size: 22px; line-height: 1.25; }
  ul { margin: 16px 0; padding: 0; list-style: none; border-top: 1px solid var(--line); }
  li { padding: 7px 0; border-bottom: 1px solid var(--line); }
  small { color: var(--soft); } strong + small { display: block; }
  fieldset { margin: 16px 0; padding: 0; border: 0; display: grid; gap: 8px; }
  .choice { display: flex; gap: 12px; align-items: center; padding: 10px 14px; border: 1px solid var(--line);
    border-radius: 8px; cursor: pointer; }
  .choice:has(:checked) { border-color: var(--act); }
  .search { display: flex; gap: 10px; margin-top: 16px; }
  .search input { flex: 1; font: inherit; padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px;
    background: transparent; color: inherit; }
  .buttons { display: flex; gap: 10px; margin-top: 20px; }
  button { font: inherit; padding: 9px 18px; border-radius: 8px; border: 1px solid var(--line); background: transparent;
    color: inherit; cursor: pointer; }
  button.primary { background: var(--act); border-color: var(--act); color: #fff; font-weight: 600; }
  .unseen { position: absolute; clip-path: inset(50%); }
</style>
</head>
<body>
<header>HubSpot sandbox — not HubSpot</header>
<main>${body}</main>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? character);
}
