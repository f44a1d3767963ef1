import { SourceFacts, type SourceView } from "../api/sources";
import type { Prisma } from "../generated/prisma/client";

export const sourceSelect = {
  id: true,
  name: true,
  facts: true,
  createdAt: true,
  testedAt: true,
  testFailure: true,
  _count: { select: { syncs: true } },
} satisfies Prisma.SourceSelect;

export function viewSource(source: Prisma.SourceGetPayload<{ select: typeof sourceSelect }>): SourceView {
  return {
    id: source.id,
    name: source.name,
    kind: "postgres",
    facts: SourceFacts.parse(source.facts),
    syncs: source._count.syncs,
    createdAt: source.createdAt.toISOString(),
    testedAt: source.testedAt?.toISOString() ?? null,
    testFailure: source.testFailure,
  };
}
