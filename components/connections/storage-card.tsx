"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Fact, FactList } from "@/components/ui/fact-list";
import { LinkButton } from "@/components/ui/link-button";
import { StatusBadge } from "@/components/ui/status-badge";
import { TestLines } from "@/components/ui/test-lines";
import { Time } from "@/components/ui/time";
import type { StorageFacts, StorageView } from "@/lib/api/storage";
import { LeaveStorage } from "./leave-storage";
import { describeEncryption, describeStorageAuth } from "./storage-words";
import { useStorageTest } from "./use-storage-test";

type OwnStorage = NonNullable<StorageView["storage"]>;

export function StorageCard({ storage }: { storage: OwnStorage }) {
  const test = useStorageTest();
  return (
    <Card aria-labelledby="storage-name">
      <CardHeader
        actions={
          <>
            <Button size="sm" pending={test.isPending} onClick={() => test.run(null)}>
              Test
            </Button>
            <LinkButton href="/connections/storage" size="sm" aria-label={`Edit ${storage.facts.bucket}`}>
              Edit
            </LinkButton>
            <LeaveStorage bucket={storage.facts.bucket} />
          </>
        }
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <CardTitle id="storage-name">{storage.facts.bucket}</CardTitle>
          <LastTest storage={storage} />
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <Facts facts={storage.facts} />
        {storage.testFailure && test.lines.length === 0 && !test.isPending && (
          <Callout tone="warning" title="The last test failed">
            {storage.testFailure}
          </Callout>
        )}
        {test.problem && (
          <Callout tone="danger" isAnnounced>
            {test.problem.message}
          </Callout>
        )}
        {(test.lines.length > 0 || test.isPending) && <TestLines lines={test.lines} isRunning={test.isPending} />}
      </CardBody>
    </Card>
  );
}

function LastTest({ storage: { testedAt, testFailure } }: { storage: OwnStorage }) {
  if (!testedAt) return <StatusBadge tone="muted">Not tested yet</StatusBadge>;
  return (
    <StatusBadge tone={testFailure ? "warning" : "success"}>
      <span>
        {testFailure ? "Test failed" : "Test passed"} <Time at={testedAt} format="relative" />
      </span>
    </StatusBadge>
  );
}

function Facts({ facts }: { facts: StorageFacts }) {
  const { prefix, region, endpoint, tags, isHttpAllowed } = facts;
  return (
    <FactList>
      <Fact term="Prefix">{prefix === "" ? "None" : prefix}</Fact>
      <Fact term="Region">{region}</Fact>
      <Fact term="Endpoint">{endpoint ?? "Amazon S3"}</Fact>
      <Fact term="Authenticates by">
        <span className="wrap-anywhere">{describeStorageAuth(facts)}</span>
      </Fact>
      <Fact term="Encryption">
        <span className="wrap-anywhere">{describeEncryption(facts)}</span>
      </Fact>
      {tags.length > 0 && <Fact term="Tags">{tags.map(({ key, value }) => `${key}=${value}`).join(", ")}</Fact>}
      {isHttpAllowed && <Fact term="TLS">Not required</Fact>}
    </FactList>
  );
}
