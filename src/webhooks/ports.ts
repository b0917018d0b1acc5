import type { WebhookDeliveryState, WebhookEvent, WebhookFailure } from '../protocol/webhooks.ts';

// What is kept of webhooks, and what is asked of whoever sends. Times are milliseconds since the epoch.

export interface StoredWebhook {
  readonly id: string;
  /** Null: the operator's, who is told of all rooms. */
  readonly organisationId: string | null;
  readonly url: string;
  /** `whsec_` and base64: signing needs it as it is. */
  readonly secret: string;
  readonly createdAt: number;
  readonly pausedAt: number | null;
  /** Nothing has arrived since. */
  readonly failingSince: number | null;
  /** Attempts in a row. */
  readonly failures: number;
  readonly disabledAt: number | null;
}

export type NewWebhook = Pick<StoredWebhook, 'id' | 'organisationId' | 'url' | 'secret'>;

export interface NewDelivery {
  readonly id: string;
  readonly event: WebhookEvent;
  /** JSON, as it goes out. */
  readonly payload: string;
  readonly giveUpAt: number;
}

/** What became of something that was to be told. */
export interface WebhookDelivery {
  readonly id: string;
  readonly event: WebhookEvent;
  readonly state: WebhookDeliveryState;
  readonly failure: WebhookFailure | null;
  /** Of HTTP. */
  readonly status: number | null;
  readonly attempts: number;
  readonly createdAt: number;
  readonly changedAt: number;
}

export interface WebhookStore {
  /** Errors: NOT_FOUND when the organisation is gone, TOO_MANY. */
  create(webhook: NewWebhook, max: number): Promise<StoredWebhook>;
  find(webhookId: string): Promise<StoredWebhook | null>;
  /** Oldest first. */
  list(organisationId: string | null): Promise<readonly StoredWebhook[]>;
  /** Null: it is gone. */
  pause(webhookId: string): Promise<StoredWebhook | null>;
  /** Whatever it failed before is forgotten. Null: it is gone. */
  resume(webhookId: string): Promise<StoredWebhook | null>;
  /** With what was to be told. */
  delete(webhookId: string): Promise<boolean>;
  /** Errors: TOO_MANY. */
  postTest(webhookId: string, delivery: NewDelivery): Promise<void>;
  /** Newest first. */
  deliveriesOf(webhookId: string): Promise<readonly WebhookDelivery[]>;
}

/** One that is to go now. */
export interface DueDelivery {
  readonly id: string;
  readonly event: WebhookEvent;
  readonly payload: string;
  /** How often it was tried before. */
  readonly attempts: number;
  readonly giveUpAt: number;
  readonly webhook: Pick<StoredWebhook, 'id' | 'url' | 'secret' | 'failures' | 'failingSince'>;
}

export type DeliveryOutcome =
  | { readonly is: 'delivered'; readonly status: number }
  | {
      readonly is: 'failed';
      readonly failure: WebhookFailure;
      readonly status: number | null;
      /** When it is tried again; null: never. */
      readonly againAt: number | null;
      /** Nothing goes to this target before; null: its failures say nothing of it. */
      readonly pausedUntil: number | null;
      /** Nothing goes there any more. */
      readonly disables: boolean;
    };

/** What is to be told, until it has arrived or cannot. Every promise resolves after the change has reached the disk. */
export interface DeliveryStore {
  /** At most one of each target, oldest first; they are under way from then on. */
  claim(limit: number): Promise<readonly DueDelivery[]>;
  settle(delivery: Pick<DueDelivery, 'id' | 'event' | 'webhook'>, outcome: DeliveryOutcome): Promise<void>;
  /** What a server that was killed left under way goes once more. Only for a server that is alone on its database. */
  release(): Promise<void>;
}

/** A meeting, without anybody in it. */
export interface ToldMeeting {
  readonly meetingId: string;
  readonly roomId: string;
  readonly organisationId: string | null;
  readonly startedAt: number;
}
/** Of each that is to hear of it one of its own. */
export type MessageOf = (meeting: ToldMeeting) => NewDelivery;

/** Meetings that go on: that they begin and end is kept in one step with what is to be told of it, once each. */
export interface OpenMeetingStore {
  meetingStarted(meeting: { id: string; roomId: string; at: number }, messageOf: MessageOf): Promise<void>;
  meetingEnded(meetingId: string, messageOf: MessageOf): Promise<void>;
  /** Of those that a server that was killed has left. Only for a server that is alone on its database. */
  endCutOff(messageOf: MessageOf): Promise<void>;
}

/** Whether something may be sent to an address. */
export type MayReach = (address: string) => boolean;

export type Attempt =
  | { readonly is: 'answered'; readonly status: number }
  | { readonly is: 'unreached'; readonly failure: WebhookFailure };

export interface WebhookTransport {
  /** Never fails. Aborted, it may have arrived all the same. */
  send(message: {
    url: string;
    headers: Readonly<Record<string, string>>;
    body: string;
    signal: AbortSignal;
  }): Promise<Attempt>;
}
