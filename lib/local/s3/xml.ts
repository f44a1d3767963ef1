export const s3Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";
export const stsNamespace = "https://sts.amazonaws.com/doc/2011-06-15/";

/** An element that holds text. */
export function textElement(name: string, text: string | number | boolean): string {
  return `<${name}>${escapeXml(String(text))}</${name}>`;
}

/** An element that holds elements. */
export function parentElement(name: string, children: readonly string[], namespace?: string): string {
  const attribute = namespace === undefined ? "" : ` xmlns="${namespace}"`;
  return `<${name}${attribute}>${children.join("")}</${name}>`;
}

/** The texts of all elements of that name, wherever they are. Good for the few flat documents that clients send. */
export function readElements(xml: string, name: string): string[] {
  const pattern = new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`, "g");
  return [...xml.matchAll(pattern)].map(([, text = ""]) => unescapeXml(text));
}

/** What is between the tags of all elements of that name. */
export function readBlocks(xml: string, name: string): string[] {
  const pattern = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, "g");
  return [...xml.matchAll(pattern)].map(([, content = ""]) => content);
}

function escapeXml(text: string): string {
  // Control characters too: a parser would turn a bare carriage return into a newline.
  return text.replace(/[<>&'"\p{Cc}]/gu, (char) => `&#x${char.charCodeAt(0).toString(16)};`);
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number.parseInt(decimal, 10));
    return entities[name ?? ""] ?? whole;
  });
}
