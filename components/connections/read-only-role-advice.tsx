import { CodeBlock } from "@/components/ui/code-block";
import { Disclosure } from "@/components/ui/disclosure";

const sql = `create role sluice_reader login password 'a long random password';
grant connect on database shop to sluice_reader;
grant usage on schema public to sluice_reader;
grant select on all tables in schema public to sluice_reader;
alter default privileges in schema public grant select on tables to sluice_reader;`;

export function ReadOnlyRoleAdvice() {
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p className="text-muted">
        Use a role that may only read. Sluice reads in read-only transactions anyway; the role makes sure of it.
      </p>
      <Disclosure title="How to make such a role">
        <CodeBlock title="SQL" code={sql} />
      </Disclosure>
    </div>
  );
}
