"use client";

import { Card, CardBody, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Fact, FactList } from "@/components/ui/fact-list";
import { Num } from "@/components/ui/number";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Stat, StatRow } from "@/components/ui/stat";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import { Specimen, SpecimenSection } from "./specimen";

export function Data() {
  return (
    <SpecimenSection title="Data">
      <Specimen name="stat">
        <StatRow className="w-full">
          <Stat label="Read" value={<Num value={201_214} />} hint="from crm.people" />
          <Stat label="Created" value={<Num value={40} />} tone="success" href="/runs" />
          <Stat label="Rejected" value={<Num value={12} />} tone="danger" href="/rejects" />
        </StatRow>
      </Specimen>
      <Specimen name="table">
        <Table label="Runs">
          <THead>
            <TR>
              <TH>Sync</TH>
              <TH isNumeric>Read</TH>
            </TR>
          </THead>
          <TBody>
            <TR>
              <TD>People</TD>
              <TD isNumeric>
                <Num value={201_214} />
              </TD>
            </TR>
            <TR>
              <TD>Companies</TD>
              <TD isNumeric>
                <Num value={980} />
              </TD>
            </TR>
          </TBody>
        </Table>
      </Specimen>
      <Specimen name="card">
        <Card className="w-full">
          <CardHeader>
            <CardTitle>Warehouse</CardTitle>
            <CardDescription>PostgreSQL 18 at db.example</CardDescription>
          </CardHeader>
          <CardBody>
            <FactList>
              <Fact term="User">reader</Fact>
              <Fact term="Database">warehouse</Fact>
            </FactList>
          </CardBody>
          <CardFooter className="text-xs text-muted">Read a minute ago</CardFooter>
        </Card>
      </Specimen>
      <Specimen name="disclosure">
        <Disclosure title="The request">What most people don’t need to see.</Disclosure>
      </Specimen>
      <Specimen name="scroll-region">
        <ScrollRegion
          label="A long line"
          className="w-64 overflow-x-auto rounded-md border p-2 text-sm whitespace-nowrap"
        >
          It scrolls by itself, by the keyboard as well, and never makes the page wider.
        </ScrollRegion>
      </Specimen>
    </SpecimenSection>
  );
}
