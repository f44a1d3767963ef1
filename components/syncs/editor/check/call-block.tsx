import { CodeBlock } from "@/components/ui/code-block";

interface CallBlockProps {
  title: string;
  method: string;
  path: string;
  body: unknown;
}

/** A request as HubSpot gets it, but for the access token. */
export function CallBlock({ title, method, path, body }: CallBlockProps) {
  const head = [`${method} ${path}`, "Authorization: Bearer ••••••••", "Content-Type: application/json"];
  return <CodeBlock title={title} code={`${head.join("\n")}\n\n${JSON.stringify(body, null, 2)}`} />;
}
