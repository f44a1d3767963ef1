type Query = { readonly kind: "table" } | { readonly kind: "sql"; readonly sql: string };

/**
 * True when the rows of a query come in an order of the query's own: an `order by` outside of all parentheses, strings and
 * comments. A table has none.
 */
export function hasOrder(query: Query): boolean {
  if (query.kind === "table") return false;
  return /\border\s+by\b/i.test(dropParentheses(dropQuoted(query.sql)));
}

// Comments, `E'…'` and `'…'`, `$tag$…$tag$`, `"…"`; what isn't closed goes to the end.
const quoted =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[eE]'(?:[^'\\]|\\[\s\S]|'')*(?:'|$)|'(?:[^']|'')*(?:'|$)|\$(\w*)\$[\s\S]*?(?:\$\1\$|$)|"(?:[^"]|"")*(?:"|$)/g;

function dropQuoted(sql: string): string {
  return sql.replace(quoted, " ");
}

function dropParentheses(sql: string): string {
  let depth = 0;
  let kept = "";
  for (const character of sql) {
    if (character === "(") depth += 1;
    else if (character === ")") depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += character;
    // Words on both sides of a parenthesis stay two words.
    if (character === "(") kept += " ";
  }
  return kept;
}
