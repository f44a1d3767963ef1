import type { FaultScenario } from "./scenarios";
import { companiesByIdent } from "./targets";

/** Ways to lose the answer of a call that HubSpot has carried out. */
const lostAnswers = [
  { name: "a fifth of the connections reset after the write", fault: { kind: "reset-after", share: 0.2, seed: 6 } },
  { name: "half a JSON body, three times", fault: { kind: "half-body", times: 3 } },
  { name: "502 after the write, three times", fault: { kind: "status-after", status: 502, times: 3 } },
];

/** What goes wrong after the write in the other modes and for other records than the contacts of `faultScenarios`. */
export const modeScenarios: readonly FaultScenario[] = [
  ...lostAnswers.flatMap(({ name, fault }): FaultScenario[] => [
    { name: `only creating, ${name}`, mode: "create", faults: [strike("/batch/create", fault)] },
    { name: `only updating, ${name}`, mode: "update", faults: [strike("/batch/update", fault)] },
  ]),
  ...lostAnswers.slice(0, 1).flatMap(({ name, fault }): FaultScenario[] => [
    { name: `companies, ${name}`, target: companiesByIdent, faults: [strike("/batch/upsert", fault)] },
    {
      name: `only creating companies, ${name}`,
      target: companiesByIdent,
      mode: "create",
      faults: [strike("/batch/create", fault)],
    },
  ]),
  {
    name: "only creating, 524 after the write, three times",
    mode: "create",
    faults: [strike("/batch/create", { kind: "status-after", status: 524, times: 3 })],
  },
];

function strike(path: string, fault: object): object {
  return { match: { method: "POST", path }, ...fault };
}
