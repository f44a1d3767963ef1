import { infiniteQueryOptions, queryOptions, skipToken } from "@tanstack/react-query";
import type { CauseCounts, CausePage, CauseStatus } from "./causes";
import type { FixesView } from "./fixes";
import type { ObjectTypeView, PortalView, PropertiesView } from "./portals";
import { ApiError } from "./problem";
import type { RecordHistory, WrittenOutcome, WrittenRowPage } from "./records";
import { request, writeSearch } from "./request";
import type { CompareInput, RowComparison } from "./row-comparison";
import type { RunCallPage, RunCallView } from "./run-calls";
import { type RunFilter, writeRunFilter } from "./run-filter";
import type { PaceView } from "./run-pace";
import { isRunLive } from "./run-status";
import type { CauseView, OverviewView, RejectPage, RunPage, RunView } from "./runs";
import type { CatalogueView, PreviewView, RowEstimate, SourceQuery, SourceView, TableView } from "./sources";
import type { StorageView } from "./storage";
import type { AcceptedRows, SyncListItem, SyncView } from "./syncs";

const LIVE_MS = 1_000;
const CALM_MS = 15_000;

/**
 * Of a query whose page the server has just read: what the cache kept of an earlier visit is older, and is asked for
 * again. For `refetchOnMount`.
 */
export const ifOlderThan = (readAt: number) => (query: { readonly state: { readonly dataUpdatedAt: number } }) =>
  query.state.dataUpdatedAt < readAt ? ("always" as const) : true;

export const overviewQuery = () =>
  queryOptions({
    queryKey: ["overview"],
    queryFn: ({ signal }) => request<OverviewView>("/overview", signal),
    refetchInterval: CALM_MS,
  });

export const sourcesQuery = () =>
  queryOptions({ queryKey: ["sources"], queryFn: ({ signal }) => request<SourceView[]>("/sources", signal) });

export const tablesQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ["sources", sourceId, "tables"],
    queryFn: ({ signal }) => request<TableView[]>(`/sources/${sourceId}/tables`, signal),
    staleTime: 60_000,
    retry: false,
  });

export const previewQuery = (sourceId: string, query: SourceQuery) =>
  queryOptions({
    queryKey: ["sources", sourceId, "preview", query],
    queryFn: ({ signal }) => request<PreviewView>(`/sources/${sourceId}/preview`, signal, query),
    staleTime: 60_000,
    retry: false,
  });

export const catalogueQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ["sources", sourceId, "columns"],
    queryFn: ({ signal }) => request<CatalogueView>(`/sources/${sourceId}/columns`, signal),
    staleTime: 300_000,
    retry: false,
  });

export const rowEstimateQuery = (sourceId: string, query: SourceQuery) =>
  queryOptions({
    queryKey: ["sources", sourceId, "estimate", query],
    queryFn: ({ signal }) => request<RowEstimate>(`/sources/${sourceId}/estimate`, signal, query),
    staleTime: 60_000,
    retry: false,
  });

export const storageQuery = () =>
  queryOptions({
    queryKey: ["storage"],
    queryFn: ({ signal }) => request<StorageView>("/storage", signal),
    // What waits is moved by the clock.
    refetchInterval: (query) => (query.state.data?.waiting ? CALM_MS : false),
  });

export const portalsQuery = () =>
  queryOptions({ queryKey: ["portals"], queryFn: ({ signal }) => request<PortalView[]>("/portals", signal) });

export const objectTypesQuery = (portalId: string) =>
  queryOptions({
    queryKey: ["portals", portalId, "object-types"],
    queryFn: ({ signal }) => request<ObjectTypeView[]>(`/portals/${portalId}/object-types`, signal),
    staleTime: 60_000,
    retry: false,
  });

export const propertiesQuery = (portalId: string, objectTypeId: string) =>
  queryOptions({
    queryKey: ["portals", portalId, "properties", objectTypeId],
    queryFn: ({ signal }) =>
      request<PropertiesView>(`/portals/${portalId}/object-types/${objectTypeId}/properties`, signal),
    staleTime: 60_000,
    retry: false,
  });

export const syncsQuery = () =>
  queryOptions({
    queryKey: ["syncs"],
    queryFn: ({ signal }) => request<SyncListItem[]>("/syncs", signal),
    refetchInterval: (query) =>
      query.state.data?.some((sync) => sync.recentRuns.some((run) => isRunLive(run.status))) ? LIVE_MS : CALM_MS,
  });

export const syncQuery = (syncId: string) =>
  queryOptions({
    queryKey: ["syncs", syncId],
    queryFn: ({ signal }) => request<SyncView>(`/syncs/${syncId}`, signal),
    // Somebody else may save it. One that is gone stays gone.
    refetchInterval: ({ state: { error } }) =>
      error instanceof ApiError && error.code === "not_found" ? false : CALM_MS,
  });

/** Reads the source and HubSpot each time: asked for by a person (null before that), and not again by itself. */
export const comparisonQuery = (input: CompareInput | null) =>
  queryOptions({
    queryKey: ["syncs", "compare", input],
    queryFn: input ? ({ signal }) => request<RowComparison>("/syncs/compare", signal, input) : skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });

export const acceptedRowsQuery = (syncId: string) =>
  queryOptions({
    queryKey: ["syncs", syncId, "accepted"],
    queryFn: ({ signal }) => request<AcceptedRows>(`/syncs/${syncId}/accepted`, signal),
  });

export const runsQuery = (filter: RunFilter) =>
  infiniteQueryOptions({
    queryKey: ["runs", filter],
    queryFn: ({ signal, pageParam }) => {
      const search = writeRunFilter(filter);
      if (pageParam) search.set("cursor", pageParam);
      return request<RunPage>(`/runs?${search}`, signal);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.runs.some((run) => isRunLive(run.status))) ? LIVE_MS : CALM_MS,
  });

export const runQuery = (runId: string) =>
  queryOptions({
    queryKey: ["runs", runId],
    queryFn: ({ signal }) => request<RunView>(`/runs/${runId}`, signal),
    refetchInterval: ({ state: { data } }) => (data ? rereadRunIn(data) : false),
  });

interface MovingRun extends Pick<RunView, "status" | "valuesWaiting"> {
  readonly files: Pick<RunView["files"], "isMoving" | "waiting">;
}

/** In how many milliseconds a run is read again; false once nothing about it changes by itself. */
export function rereadRunIn({ status, files, valuesWaiting }: MovingRun): number | false {
  // Files and written values move after a run has ended, or wait until they can.
  if (isRunLive(status) || (files.isMoving && !files.waiting)) return LIVE_MS;
  return files.isMoving || valuesWaiting !== null ? CALM_MS : false;
}

export const paceQuery = (runId: string, isLive: boolean) =>
  queryOptions({
    queryKey: ["runs", runId, "pace", isLive],
    queryFn: ({ signal }) => request<PaceView>(`/runs/${runId}/pace`, signal),
    refetchInterval: isLive ? 2 * LIVE_MS : false,
    placeholderData: (earlier) => earlier,
  });

export const callsQuery = (runId: string, only: "refused" | undefined) =>
  infiniteQueryOptions({
    queryKey: ["runs", runId, "calls", only],
    queryFn: ({ signal, pageParam }) => {
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries({ only, cursor: pageParam })) if (value) search.set(name, value);
      return request<RunCallPage>(`/runs/${runId}/calls?${search}`, signal);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const callQuery = (runId: string, callId: string) =>
  queryOptions({
    queryKey: ["runs", runId, "calls", "one", callId],
    queryFn: ({ signal }) => request<RunCallView>(`/runs/${runId}/calls/${callId}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** What was written to a record. What is asked for stays out of addresses, which end up in logs. */
export const recordQuery = (value: string) =>
  infiniteQueryOptions({
    queryKey: ["records", value],
    queryFn: ({ signal, pageParam }) => {
      const question = { value, ...(pageParam ? { cursor: pageParam } : {}) };
      return request<RecordHistory>("/records/lookup", signal, question);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // Each look is kept in the audit log: one that somebody asked for, not one more at every glance.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });

export const writtenQuery = (runId: string, outcome: WrittenOutcome | undefined) =>
  infiniteQueryOptions({
    queryKey: ["runs", runId, "written", outcome],
    queryFn: ({ signal, pageParam: cursor }) =>
      request<WrittenRowPage>(`/runs/${runId}/written?${writeSearch({ outcome, cursor })}`, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

interface RejectFilter {
  readonly causeId?: string | undefined;
  readonly state?: "open" | "settled" | undefined;
  readonly matchValue?: string | undefined;
}

export const rejectsQuery = (runId: string, filter: RejectFilter) =>
  infiniteQueryOptions({
    queryKey: ["runs", runId, "rejects", filter],
    queryFn: ({ signal, pageParam: cursor }) =>
      request<RejectPage>(`/runs/${runId}/rejects?${writeSearch({ ...filter, cursor })}`, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const fixesQuery = (runId: string, causeId: string) =>
  queryOptions({
    queryKey: ["runs", runId, "fixes", causeId],
    queryFn: ({ signal }) => request<FixesView>(`/runs/${runId}/causes/${causeId}/fixes`, signal),
    staleTime: 60_000,
    retry: false,
  });

export const runFixesQuery = (runId: string) =>
  queryOptions({
    queryKey: ["runs", runId, "fixes"],
    queryFn: ({ signal }) => request<FixesView>(`/runs/${runId}/fixes`, signal),
    staleTime: 60_000,
    retry: false,
  });

/** Where a run's rejected rows are downloaded: all, or those of one cause. */
export function reportHref(runId: string, format: "csv" | "ndjson", causeId: string | null = null): string {
  const cause = causeId === null ? "" : `&causeId=${causeId}`;
  return `/api/v1/runs/${runId}/report?format=${format}${cause}`;
}

/** Where a corrected file of a run's rejected rows is uploaded: by POST, the file itself as the body. */
export function uploadHref(runId: string, fileName: string): string {
  return `/api/v1/runs/${runId}/uploads?fileName=${encodeURIComponent(fileName)}`;
}

export const causesQuery = (filter: { readonly status: CauseStatus; readonly syncId?: string | undefined }) =>
  infiniteQueryOptions({
    queryKey: ["causes", filter],
    queryFn: ({ signal, pageParam: cursor }) =>
      request<CausePage>(`/causes?${writeSearch({ ...filter, cursor })}`, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: CALM_MS,
  });

export const causeCountsQuery = (filter: { readonly syncId?: string | undefined } = {}) =>
  queryOptions({
    queryKey: ["causes", "counts", filter],
    queryFn: ({ signal }) =>
      request<CauseCounts>(`/causes/counts${filter.syncId ? `?syncId=${filter.syncId}` : ""}`, signal),
    refetchInterval: CALM_MS,
  });

export const causeQuery = (runId: string, causeId: string) =>
  queryOptions({
    queryKey: ["runs", runId, "causes", causeId],
    queryFn: ({ signal }) => request<CauseView>(`/runs/${runId}/causes/${causeId}`, signal),
    refetchInterval: CALM_MS,
  });
