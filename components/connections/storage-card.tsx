"use client";

import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Fact, FactList } from "@/components/ui/fact-list";
import { LinkButton } from "@/components/ui/link-button";
import type { StorageFacts, StorageView } from "@/lib/api/storage";
import { LeaveStorage } from "./leave-storage";
import { describeEncryption, describeStorageAuth } from "./storage-words";
import { LastTest, TestOutcome } from "./test-outcome";
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
          <LastTest of={storage} />
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <Facts facts={storage.facts} />
        <TestOutcome test={test} problem={test.problem} lastFailure={storage.testFailure} />
      </CardBody>
    </Card>
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
