/**
 * `Content-Disposition` for a download under any file name, by RFC 6266: in ASCII for old browsers, and whole, encoded
 * by RFC 5987, for all others.
 */
export function makeAttachmentHeader(fileName: string): string {
  const name = fileName.replace(/[\p{Cc}/\\]/gu, "_").toWellFormed();
  const ascii = name.replace(/[^\x20-\x7e]/g, "_").replace(/["%]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
