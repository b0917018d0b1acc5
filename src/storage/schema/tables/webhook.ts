import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { WebhookDeliveryState, WebhookEvent, WebhookFailure } from '../../../protocol/webhooks.ts';

/** Where somebody's programs are told of meetings. */
export interface WebhookTable {
  id: string;
  organisation_id: string | null;
  url: string;
  secret: string;
  created_at: number;
  paused_at: number | null;
  failing_since: number | null;
  failures: number;
  /** Nothing goes there before. */
  retry_at: number;
  disabled_at: number | null;
}

export interface WebhookDeliveryTable {
  id: string;
  webhook_id: string;
  event: WebhookEvent;
  /** JSON, until it has arrived or cannot. */
  payload: string | null;
  state: WebhookDeliveryState;
  failure: WebhookFailure | null;
  status: number | null;
  attempts: number;
  due_at: number;
  give_up_at: number;
  created_at: number;
  changed_at: number;
}

/** A meeting that goes on, or did when the server was killed. */
export interface OpenMeetingTable {
  id: string;
  room_id: string;
  organisation_id: string | null;
  started_at: number;
}

export const webhooks: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE webhooks (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT REFERENCES organisations (id) ON DELETE CASCADE,
        url TEXT NOT NULL,
        secret TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        paused_at INTEGER,
        failing_since INTEGER,
        failures INTEGER NOT NULL DEFAULT 0,
        retry_at INTEGER NOT NULL DEFAULT 0,
        disabled_at INTEGER
      ) STRICT
    `.execute(db);
    await sql`CREATE INDEX webhooks_organisation_id ON webhooks (organisation_id, created_at)`.execute(db);
    await sql`
      CREATE TABLE webhook_deliveries (
        id TEXT PRIMARY KEY NOT NULL,
        webhook_id TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
        event TEXT NOT NULL,
        payload TEXT,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'delivered', 'failed')),
        failure TEXT,
        status INTEGER,
        attempts INTEGER NOT NULL DEFAULT 0,
        due_at INTEGER NOT NULL,
        give_up_at INTEGER NOT NULL,
        created_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        CHECK ((payload IS NULL) = (state IN ('delivered', 'failed')))
      ) STRICT
    `.execute(db);
    await sql`CREATE INDEX webhook_deliveries_due ON webhook_deliveries (state, due_at)`.execute(db);
    await sql`CREATE INDEX webhook_deliveries_webhook_id ON webhook_deliveries (webhook_id, state)`.execute(db);
    // No reference to the room: that its meeting ended is told also when it was deleted. With a house all goes.
    await sql`
      CREATE TABLE open_meetings (
        id TEXT PRIMARY KEY NOT NULL,
        room_id TEXT NOT NULL,
        organisation_id TEXT REFERENCES organisations (id) ON DELETE CASCADE,
        started_at INTEGER NOT NULL
      ) STRICT
    `.execute(db);
  },
};
