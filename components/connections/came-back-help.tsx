import { Code } from "@/components/ui/code";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Disclosure } from "@/components/ui/disclosure";
import { hubSpotPageErrors } from "./hubspot-page-errors";

interface CameBackHelpProps {
  redirectUrl: string;
  /** The names of all scopes that the app has to have, not only of those that are asked for as things stand. */
  scopes: { readonly required: readonly string[]; readonly optional: readonly string[] };
}

/** HubSpot shows most of its refusals on a page of its own and never sends the browser back: help for whoever saw one. */
export function CameBackHelp({ redirectUrl, scopes }: CameBackHelpProps) {
  return (
    <Disclosure title="Came back without connecting?">
      <div className="flex max-w-prose flex-col gap-4 text-sm">
        <p className="text-muted">HubSpot says on its own page what went wrong. Look for its words here:</p>
        <dl className="flex flex-col divide-y rounded-md border">
          {hubSpotPageErrors.map((error) => (
            <div key={error.says} className="flex flex-col gap-0.5 px-3 py-2.5">
              <dt className="font-medium">{error.says}</dt>
              <dd className="text-muted">{error.meaning}</dd>
              <dd>{error.fix}</dd>
            </div>
          ))}
        </dl>
        <div className="flex flex-col gap-2">
          <h3 className="text-sm font-medium">The scopes of the app at HubSpot</h3>
          <CodeBlock code={scopes.required.join("\n")} title="Required scopes" />
          <CodeBlock code={scopes.optional.join("\n")} title="Optional scopes" />
        </div>
        <div>
          <h3 className="text-sm font-medium">The redirect URL of this instance</h3>
          <p className="flex flex-wrap items-center gap-1">
            <Code>{redirectUrl}</Code>
            <CopyButton text={redirectUrl} label="Copy redirect URL" />
          </p>
        </div>
      </div>
    </Disclosure>
  );
}
