import { Backticked } from "@/components/ui/backticked";
import { Badge } from "@/components/ui/badge";
import { Code } from "@/components/ui/code";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Kbd } from "@/components/ui/kbd";
import { NameLink } from "@/components/ui/name-link";
import { Num } from "@/components/ui/number";
import { PageHeader } from "@/components/ui/page-header";
import { StatusBadge, type toneTexts } from "@/components/ui/status-badge";
import { ExternalLink, TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { Specimen, SpecimenSection } from "./specimen";

const tones = [
  "neutral",
  "muted",
  "accent",
  "info",
  "success",
  "warning",
  "danger",
] as const satisfies readonly (keyof typeof toneTexts)[];

export function Words() {
  return (
    <SpecimenSection title="Words, numbers, marks">
      <Specimen name="page-header">
        <PageHeader
          title="People"
          description="crm.people → Contacts"
          status={<StatusBadge tone="success">Completed</StatusBadge>}
          breadcrumbs={[{ label: "Syncs", href: "/syncs" }]}
          className="w-full"
        />
      </Specimen>
      <Specimen name="badge">
        {tones.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
      </Specimen>
      <Specimen name="status-badge">
        {tones.map((tone) => (
          <StatusBadge key={tone} tone={tone}>
            {tone}
          </StatusBadge>
        ))}
        <StatusBadge tone="info" isLive>
          Delivering
        </StatusBadge>
      </Specimen>
      <Specimen name="number">
        <Num value={201_214} />
        <Num value={201_214} isCompact />
        <Num value={null} />
      </Specimen>
      <Specimen name="time">
        <Time at="2026-01-05T07:00:00.000Z" />
        <Time at="2026-01-05T07:00:00.000Z" format="relative" />
      </Specimen>
      <Specimen name="name-link">
        <NameLink href="/syncs" name="Airport staff to contacts" />
        <NameLink href="/syncs" name={"Airport".repeat(20)} />
      </Specimen>
      <Specimen name="text-link">
        <TextLink href="/docs">Inside the console</TextLink>
        <ExternalLink href="https://www.hubspot.com">Out of it</ExternalLink>
      </Specimen>
      <Specimen name="kbd">
        <Kbd>⌘K</Kbd>
        <Kbd>g</Kbd>
      </Specimen>
      <Specimen name="code, code-block, copy-button">
        <Code>first_name</Code>
        <CopyButton text="first_name" />
        <CopyButton text="first_name" label="Copy the name" isLabelled />
        <CodeBlock title="Request" code={'{ "properties": { "firstname": "Ada" } }'} className="w-full" />
      </Specimen>
      <Specimen name="backticked">
        <p className="text-sm">
          <Backticked text="The column `first_name` is gone." />
        </p>
      </Specimen>
    </SpecimenSection>
  );
}
