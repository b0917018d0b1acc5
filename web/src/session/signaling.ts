import type {
  CommandInput,
  CommandName,
  CommandReplies,
  ErrorCode,
  ServerEvents,
} from '../../../src/protocol/index.ts';

/** A server's answer, or that none came: `OFFLINE` without a connection, `NO_ANSWER` with one. */
export type FailureCode = ErrorCode | 'OFFLINE' | 'NO_ANSWER';

export interface Failure {
  readonly code: FailureCode;
  readonly retryAfterMs?: number;
}

export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** What went wrong, in a form that the catalogues have a sentence for. */
export function failureOf(error: unknown): Failure {
  return error instanceof RequestError ? error.failure : { code: 'INTERNAL' };
}

/** What the server tells, by its name; several at once come one by one. */
export type EventData = { [E in Exclude<keyof ServerEvents, 'meeting:changed'>]: Parameters<ServerEvents[E]>[0] };
export type EventName = keyof EventData;
export type EventOf<E extends EventName> = { [N in E]: { readonly name: N; readonly data: EventData[N] } }[E];

/** Everything the server tells, as one union, so that events can be kept and applied in order. */
export type ServerEvent = EventOf<EventName>;

export interface RequestOptions {
  /** The client's own name for it: sent again under the same one it has the same effect as once. */
  readonly id?: string;
  /** Wait this long for a connection first; without it a missing connection fails at once. */
  readonly connectWithinMs?: number;
}

export type Request = <N extends CommandName>(
  name: N,
  input: CommandInput<N>,
  options?: RequestOptions,
) => Promise<CommandReplies[N]>;

export interface SignalingListener {
  connectionChanged(connected: boolean): void;
  received(event: ServerEvent): void;
  /** This device has a network again, or another one; whether the connection stands is told besides. */
  networkChanged?(): void;
}

export interface Signaling {
  readonly connected: boolean;
  readonly request: Request;
  listen(listener: SignalingListener): void;
  /** Starts to connect, and to reconnect for as long as it is neither closed nor resting. */
  open(): void;
  /** Ends the connection, as nobody is in who needs one; `open` begins anew. */
  rest(): void;
  /** A new connection in place of one that does not answer. */
  renew(): void;
  /** Something else says that the network is gone: a connection that is silent as well is renewed before its time. */
  doubt(): void;
  /** Something else says that the network is back: where there is no connection the server is asked at once. */
  hope(): void;
  close(): void;
}
