"use client";

import { Columns3 } from "lucide-react";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { CheckboxCards } from "@/components/ui/checkbox-cards";
import { FieldGroup } from "@/components/ui/field";
import { QuestionCard } from "@/components/ui/question-card";
import { RadioCards } from "@/components/ui/radio-cards";
import { Tab, TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import { Specimen, SpecimenSection } from "./specimen";

const modes = [
  { value: "upsert", title: "Create and update", text: "New rows become records, known ones are updated." },
  { value: "update", title: "Only update", text: "A row without a record is skipped." },
  { value: "create", title: "Only create", text: "A record that exists is left alone." },
] as const;

export function Choices() {
  const [isOn, setIsOn] = useState(true);
  const [mode, setMode] = useState<(typeof modes)[number]["value"]>("upsert");
  const [objects, setObjects] = useState<ReadonlySet<string>>(new Set(["contacts"]));
  return (
    <SpecimenSection title="Choices">
      <Specimen name="checkbox">
        <Checkbox isChecked={isOn} onChange={setIsOn}>
          Also send rows without a phone number
        </Checkbox>
      </Specimen>
      <Specimen name="radio-cards">
        <RadioCards label="Mode" options={modes} value={mode} onChange={setMode} columns={3} className="w-full" />
        <RadioCards label="Mode, disabled" options={modes} value={mode} columns={3} disabled className="w-full" />
      </Specimen>
      <Specimen name="checkbox-cards">
        <FieldGroup label="What will be synced?" className="w-full">
          <CheckboxCards
            options={[
              { value: "contacts", title: "Contacts" },
              { value: "companies", title: "Companies" },
            ]}
            chosen={objects}
            onChange={setObjects}
          />
        </FieldGroup>
      </Specimen>
      <Specimen name="tabs">
        <Tabs defaultValue="column" className="w-full">
          <TabList label="Value">
            <Tab value="column" icon={<Columns3 aria-hidden />}>
              Column
            </Tab>
            <Tab value="constant">Constant</Tab>
            <Tab value="template" disabled>
              Template
            </Tab>
          </TabList>
          <TabPanel value="column" className="p-3 text-sm">
            A column of the query.
          </TabPanel>
          <TabPanel value="constant" className="p-3 text-sm">
            The same text for every row.
          </TabPanel>
        </Tabs>
      </Specimen>
      <Specimen name="question-card">
        <QuestionCard number={1} title="An open question" className="w-full" help="A line of help.">
          <p className="text-sm">What answers it.</p>
        </QuestionCard>
        <QuestionCard number={2} title="An answered one" isAnswered className="w-full">
          <p className="text-sm">The answer.</p>
        </QuestionCard>
        <QuestionCard
          number={3}
          title="One that waits"
          isDimmed
          dimmedReason="First answer the others."
          className="w-full"
        >
          <p className="text-sm">Out of reach.</p>
        </QuestionCard>
      </Specimen>
    </SpecimenSection>
  );
}
