/** A load on one gateway: so many callers, of one workload, until the time or the number of requests is over. */
export interface Load {
  readonly url: string;
  readonly workload: string;
  readonly callers: number;
  readonly seconds: number;
  readonly maxRequests: number;
  /** Numbers of the requests begin after this one, so that no person is asked twice in a run. */
  readonly first: number;
  /** Is every request's operation one that the gateway has never seen. */
  readonly isUnseen: boolean;
  /** File of requests made ahead, JSON, which are sent in turn in place of the workload's own. */
  readonly requests?: string | undefined;
}

/** A request of a load that is made ahead. */
export interface PreparedRequest {
  readonly body: string;
  /** Value of the header `authorization`. */
  readonly authorization: string;
}

/** What the callers saw. Milliseconds. */
export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  /** Number of the last request. */
  readonly last: number;
}
