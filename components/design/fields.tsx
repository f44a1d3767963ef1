"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ButtonSize, ButtonVariant } from "@/components/ui/button-styles";
import { Combobox } from "@/components/ui/combobox";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { Specimen, SpecimenSection } from "./specimen";

const variants: readonly ButtonVariant[] = ["primary", "secondary", "ghost", "danger"];
const sizes: readonly ButtonSize[] = ["sm", "md"];
const columns = [
  { value: "email", label: "email", hint: "text", sample: "ada@example.com" },
  { value: "age", label: "age", hint: "int4", sample: "36" },
];
const properties = ["firstname", "lastname", "jobtitle"].map((value) => ({ value, label: value }));

export function Fields() {
  const [property, setProperty] = useState<string | null>(null);
  const [column, setColumn] = useState<string | null>("email");
  return (
    <SpecimenSection title="Buttons and fields">
      {variants.map((variant) => (
        <Specimen key={variant} name={`button ${variant}`}>
          {sizes.map((size) => (
            <Button key={size} variant={variant} size={size}>
              Size {size}
            </Button>
          ))}
          <Button variant={variant} disabled>
            Disabled
          </Button>
          <Button variant={variant} pending>
            Pending
          </Button>
        </Specimen>
      ))}
      <Specimen name="link-button">
        <LinkButton href="/syncs/new">New sync</LinkButton>
        <LinkButton href="/syncs/new" variant="primary">
          New sync
        </LinkButton>
      </Specimen>
      <Specimen name="field, input">
        <Field label="Name" hint="What it is called in lists." className="w-64">
          <Input defaultValue="People" />
        </Field>
        <Field label="Name" error="Give the sync a name." className="w-64">
          <Input />
        </Field>
        <Field label="Note" isOptional className="w-64">
          <Input disabled defaultValue="Can’t be changed now" />
        </Field>
      </Specimen>
      <Specimen name="select">
        <Field label="Portal" className="w-64">
          <Select defaultValue="a">
            <option value="a">acme.example</option>
            <option value="b">other.example</option>
          </Select>
        </Field>
      </Specimen>
      <Specimen name="combobox">
        <Field label="Property" className="w-64">
          <Combobox options={properties} value={property} onChange={setProperty} placeholder="Choose a property" />
        </Field>
        <Field label="Property" className="w-64">
          <Combobox options={properties} value="gone_property" onChange={setProperty} disabled />
        </Field>
        <Field label="Column, with samples" className="w-64">
          <Combobox options={columns} value={column} onChange={setColumn} />
        </Field>
      </Specimen>
      <Specimen name="textarea">
        <FieldGroup label="SQL" hint="One statement." className="w-full">
          <Textarea aria-label="SQL" defaultValue="select * from crm.people" />
        </FieldGroup>
      </Specimen>
    </SpecimenSection>
  );
}
