/** The viewer's time zone. Only in the browser: on the server it is the server's. */
export function readBrowserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
