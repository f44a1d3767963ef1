/** What a door says to one request: a reply, or one of the ways in which a connection goes wrong. */
export type Answer =
  | Reply
  | { readonly kind: "reset" }
  | { readonly kind: "hang" }
  | { readonly kind: "half"; readonly reply: Reply };

export interface Reply {
  readonly kind: "reply";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function replyJson(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    kind: "reply",
    status,
    headers: { "content-type": "application/json;charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}

export function replyHtml(status: number, html: string): Reply {
  return { kind: "reply", status, headers: { "content-type": "text/html;charset=utf-8" }, body: html };
}

export function replyEmpty(status: number): Reply {
  return { kind: "reply", status, headers: {}, body: "" };
}

export function replyRedirect(location: string): Reply {
  return { kind: "reply", status: 302, headers: { location, "cache-control": "no-store" }, body: "" };
}

export function withHeaders(reply: Reply, headers: Readonly<Record<string, string>>): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } };
}
