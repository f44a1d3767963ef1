import { z } from "zod";
import { CausePage, OpenCauseView } from "../causes";
import { AppliedFix, FixesView, FixInput, FixView } from "../fixes";
import { DryRun, Ledger } from "../ledger";
import { MatchCheckInput } from "../match-check";
import { ObjectTypeView, PortalView, PropertiesView, PropertyView } from "../portals";
import { ProblemDetails } from "../problem-schema";
import { CallView, ComparedRow, CompareInput, RowComparison, SendRowInput, SentRow } from "../row-comparison";
import { CauseView, Forecast, OverviewView, RejectPage, RejectView, RunListItem, RunPage, RunView } from "../runs";
import { CatalogueView, PreviewView, SourceInput, SourceQuery, SourceView, TableView, TestLine } from "../sources";
import { StorageInput, StorageView } from "../storage";
import { SyncPreview, SyncPreviewInput } from "../sync-preview";
import { SyncChange, SyncDraftInput, SyncInput, SyncListItem, SyncView } from "../syncs";
import { UploadView } from "../uploads";

export type Registry = z.core.$ZodRegistry<{ id: string }>;

const name = (schemas: Record<string, z.ZodType>): Registry => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  return registry;
};

/** What callers send, by its name in the OpenAPI document; everything else is written out where it is used. */
export const namedInputs = name({
  CompareInput,
  FixInput,
  MatchCheckInput,
  SendRowInput,
  SourceInput,
  SourceQuery,
  StorageInput,
  SyncChange,
  SyncDraftInput,
  SyncInput,
  SyncPreviewInput,
});

/** What the API answers. */
export const namedAnswers = name({
  AppliedFix,
  CallView,
  CatalogueView,
  CausePage,
  CauseView,
  ComparedRow,
  DryRun,
  FixesView,
  FixView,
  Forecast,
  Ledger,
  ObjectTypeView,
  OpenCauseView,
  OverviewView,
  PortalView,
  PreviewView,
  ProblemDetails,
  PropertiesView,
  PropertyView,
  RejectPage,
  RejectView,
  RowComparison,
  RunListItem,
  RunPage,
  RunView,
  SentRow,
  SourceView,
  StorageView,
  SyncListItem,
  SyncPreview,
  SyncView,
  TableView,
  TestLine,
  UploadView,
});
