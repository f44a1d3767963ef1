"use client";

import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Fact, FactList } from "@/components/ui/fact-list";
import { formatCount } from "@/components/ui/format-number";
import { LinkButton } from "@/components/ui/link-button";
import { TextLink } from "@/components/ui/text-link";
import type { SourceView } from "@/lib/api/sources";
import { LastTest, TestOutcome } from "./test-outcome";
import { tlsWords } from "./tls-words";
import { useSourceTest } from "./use-source-test";

export function SourceCard({ source }: { source: SourceView }) {
  const test = useSourceTest();
  const titleId = `source-${source.id}`;

  return (
    <Card aria-labelledby={titleId}>
      <CardHeader
        actions={
          <>
            <Button size="sm" pending={test.isPending} onClick={() => test.run({ kind: "saved", sourceId: source.id })}>
              Test
            </Button>
            <LinkButton href={`/connections/sources/${source.id}`} size="sm" aria-label={`Edit ${source.name}`}>
              Edit
            </LinkButton>
          </>
        }
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <CardTitle id={titleId}>
            <TextLink
              href={`/connections/sources/${source.id}`}
              className="wrap-anywhere text-ink no-underline hover:underline"
            >
              {source.name}
            </TextLink>
          </CardTitle>
          <LastTest of={source} />
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <SourceFacts source={source} />
        <TestOutcome test={test} problem={test.problem} lastFailure={source.testFailure} />
      </CardBody>
    </Card>
  );
}

function SourceFacts({ source: { facts, syncs } }: { source: SourceView }) {
  return (
    <FactList>
      <Fact term="Kind">PostgreSQL</Fact>
      <Fact term="Host">
        {facts.host}:{facts.port}
      </Fact>
      <Fact term="Database">{facts.database}</Fact>
      <Fact term="User">{facts.user}</Fact>
      <Fact term="TLS">{tlsWords[facts.tls].short}</Fact>
      <Fact term="Statement timeout">{formatCount(facts.statementTimeoutSeconds, "second")}</Fact>
      <Fact term="Syncs">{syncs === 0 ? "None" : <TextLink href="/syncs">{syncs}</TextLink>}</Fact>
    </FactList>
  );
}
