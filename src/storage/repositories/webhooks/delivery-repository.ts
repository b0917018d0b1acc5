import { type Kysely, sql } from 'kysely';
import { DAY_MS, DELIVERY_MS } from '../../../platform/periods.ts';
import type {
  DeliveryOutcome,
  DeliveryStore,
  DueDelivery,
  MessageOf,
  NewDelivery,
  OpenMeetingStore,
} from '../../../webhooks/ports.ts';
import type { Connections, Schema } from '../../schema/schema.ts';
import type { OpenMeetingTable } from '../../schema/tables/webhook.ts';

/** Of one target: a house's meetings of some days in which it cannot be reached. */
const MAX_WAITING = 1_000;
/** Of each target, what became of it. */
const MAX_SETTLED = 50;
/** No meeting goes on for so long; of one that does nobody hears the end. */
const OPEN_MEETING_MS = 30 * DAY_MS;

interface ClaimedRow extends Omit<DueDelivery, 'webhook'> {
  readonly webhookId: string;
  readonly url: string;
  readonly secret: string;
  readonly failures: number;
  readonly failingSince: number | null;
}

/** What is to be told of meetings. Every promise resolves after the change has reached the disk. */
export class DeliveryRepository implements DeliveryStore, OpenMeetingStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async meetingStarted(
    { id, roomId, at }: { id: string; roomId: string; at: number },
    messageOf: MessageOf,
  ): Promise<void> {
    await this.#write.transaction().execute(async (step) => {
      const room = await step.selectFrom('rooms').select('organisation_id').where('id', '=', roomId).executeTakeFirst();
      if (room === undefined) return;
      const row = { id, room_id: roomId, organisation_id: room.organisation_id, started_at: at };
      const known = await step
        .insertInto('open_meetings')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (known.numInsertedOrUpdatedRows !== 0n) await tell(step, row, messageOf);
    });
  }

  async meetingEnded(id: string, messageOf: MessageOf): Promise<void> {
    await this.#write.transaction().execute(async (step) => {
      const row = await step.deleteFrom('open_meetings').where('id', '=', id).returningAll().executeTakeFirst();
      if (row !== undefined) await tell(step, row, messageOf);
    });
  }

  async endCutOff(messageOf: MessageOf): Promise<void> {
    await this.#write.transaction().execute(async (step) => {
      const rows = await step.deleteFrom('open_meetings').returningAll().execute();
      for (const row of rows) await tell(step, row, messageOf);
    });
  }

  async claim(limit: number): Promise<readonly DueDelivery[]> {
    const now = Date.now();
    // Looking costs nothing; a write is for what is there.
    if ((await due(this.#read, now, limit)).length === 0) return [];
    return this.#write.transaction().execute(async (step) => {
      const claimed = await due(step, now, limit);
      const ids = claimed.map(({ id }) => id);
      const sending = { state: 'sending', changed_at: now } as const;
      await step.updateTable('webhook_deliveries').set(sending).where('id', 'in', ids).execute();
      return claimed.map(({ webhookId, url, secret, failures, failingSince, ...delivery }) => ({
        ...delivery,
        webhook: { id: webhookId, url, secret, failures, failingSince },
      }));
    });
  }

  async release(): Promise<void> {
    await this.#write
      .updateTable('webhook_deliveries')
      .set({ state: 'waiting' })
      .where('state', '=', 'sending')
      .execute();
  }

  async settle(
    { id, event, webhook }: Pick<DueDelivery, 'id' | 'event' | 'webhook'>,
    outcome: DeliveryOutcome,
  ): Promise<void> {
    await this.#write.transaction().execute(async (step) => {
      const now = Date.now();
      const attempt = { changed_at: now, status: outcome.status, attempts: sql<number>`attempts + 1` };
      const isLater = outcome.is === 'failed' && outcome.againAt !== null;
      await step
        .updateTable('webhook_deliveries')
        .set({
          ...attempt,
          state: outcome.is === 'delivered' ? 'delivered' : isLater ? 'waiting' : 'failed',
          failure: outcome.is === 'failed' ? outcome.failure : null,
          ...(isLater ? { due_at: outcome.againAt ?? now } : { payload: null }),
        })
        .where('id', '=', id)
        .execute();
      if (event !== 'webhook.test') await noteOfTarget(step, webhook.id, outcome, now);
      await trim(step, webhook.id);
    });
  }

  async forgetOld(): Promise<void> {
    const before = Date.now() - DELIVERY_MS;
    await this.#write
      .deleteFrom('webhook_deliveries')
      .where(({ or, and, eb }) =>
        or([and([eb('payload', 'is', null), eb('changed_at', '<', before)]), eb('give_up_at', '<', before)]),
      )
      .execute();
    await this.#write
      .deleteFrom('open_meetings')
      .where('started_at', '<', Date.now() - OPEN_MEETING_MS)
      .execute();
  }
}

/** Oldest first, one of each target to which nothing is under way. */
async function due(db: Kysely<Schema>, now: number, limit: number): Promise<readonly ClaimedRow[]> {
  const found = await sql<ClaimedRow & { readonly place: number }>`
    SELECT min(delivery.rowid) AS place, delivery.id, event, payload, attempts, give_up_at AS giveUpAt,
      webhook_id AS webhookId, url, secret, failures, failing_since AS failingSince
    FROM webhook_deliveries AS delivery JOIN webhooks AS webhook ON webhook.id = delivery.webhook_id
    WHERE state = 'waiting' AND due_at <= ${now}
      AND (event = 'webhook.test' OR (paused_at IS NULL AND disabled_at IS NULL AND retry_at <= ${now}))
      AND NOT EXISTS (
        SELECT 1 FROM webhook_deliveries AS other WHERE other.webhook_id = webhook.id AND other.state = 'sending'
      )
    GROUP BY webhook_id ORDER BY place LIMIT ${limit}
  `.execute(db);
  return found.rows.map(({ place: _, ...row }) => row);
}

/** Everybody who is to hear of a room: its house's programs, and the operator's. */
async function tell(db: Kysely<Schema>, row: OpenMeetingTable, messageOf: MessageOf): Promise<void> {
  const { id: meetingId, room_id: roomId, organisation_id: organisationId, started_at: startedAt } = row;
  const targets = await db
    .selectFrom('webhooks')
    .select('id')
    .where('paused_at', 'is', null)
    .where('disabled_at', 'is', null)
    .where(({ or, eb }) =>
      or([
        eb('organisation_id', 'is', null),
        ...(organisationId === null ? [] : [eb('organisation_id', '=', organisationId)]),
      ]),
    )
    .execute();
  for (const { id } of targets) {
    await insertDelivery(db, id, messageOf({ meetingId, roomId, organisationId, startedAt }));
  }
}

/** Within a step; when too many wait, it is noted that this one does not. */
export async function insertDelivery(
  db: Kysely<Schema>,
  webhookId: string,
  { id, event, payload, giveUpAt }: NewDelivery,
): Promise<void> {
  const { waiting } = await db
    .selectFrom('webhook_deliveries')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('webhook_id', '=', webhookId)
    .where('payload', 'is not', null)
    .executeTakeFirstOrThrow();
  const isKept = waiting < MAX_WAITING;
  const now = Date.now();
  const row = {
    id,
    webhook_id: webhookId,
    event,
    payload: isKept ? payload : null,
    state: isKept ? 'waiting' : 'failed',
    failure: isKept ? null : 'too-many',
    status: null,
    attempts: 0,
    due_at: now,
    give_up_at: giveUpAt,
    created_at: now,
    changed_at: now,
  } as const;
  await db.insertInto('webhook_deliveries').values(row).execute();
  if (!isKept) await trim(db, webhookId);
}

async function noteOfTarget(db: Kysely<Schema>, webhookId: string, outcome: DeliveryOutcome, now: number) {
  const target = db.updateTable('webhooks').where('id', '=', webhookId);
  if (outcome.is === 'delivered') {
    await target.set({ failures: 0, failing_since: null, retry_at: 0 }).execute();
    return;
  }
  if (outcome.pausedUntil === null) return;
  await target
    .set({
      failures: sql<number>`failures + 1`,
      failing_since: sql<number>`coalesce(failing_since, ${now})`,
      retry_at: outcome.pausedUntil,
      ...(outcome.disables ? { disabled_at: now } : {}),
    })
    .execute();
  if (!outcome.disables) return;
  await db
    .updateTable('webhook_deliveries')
    .set({ state: 'failed', failure: 'disabled', payload: null, changed_at: now })
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'waiting')
    .execute();
}

async function trim(db: Kysely<Schema>, webhookId: string): Promise<void> {
  await sql`
    DELETE FROM webhook_deliveries WHERE webhook_id = ${webhookId} AND payload IS NULL AND rowid NOT IN (
      SELECT rowid FROM webhook_deliveries WHERE webhook_id = ${webhookId} AND payload IS NULL
      ORDER BY rowid DESC LIMIT ${MAX_SETTLED}
    )
  `.execute(db);
}
