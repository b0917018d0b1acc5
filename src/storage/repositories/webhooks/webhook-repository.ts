import { type Kysely, type Selectable, sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import type { NewDelivery, NewWebhook, StoredWebhook, WebhookDelivery, WebhookStore } from '../../../webhooks/ports.ts';
import type { Connections, Schema } from '../../schema/schema.ts';
import type { WebhookTable } from '../../schema/tables/webhook.ts';
import { isOrphan } from '../../storage-error.ts';
import { insertDelivery } from './delivery-repository.ts';

/** Of one target: whoever presses again and again waits for the first. */
const MAX_WAITING_TESTS = 3;

/** Where programs are told of meetings. Every promise resolves after the change has reached the disk. */
export class WebhookRepository implements WebhookStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async create({ id, organisationId, url, secret }: NewWebhook, max: number): Promise<StoredWebhook> {
    return this.#write.transaction().execute(async (step) => {
      if ((await ownedBy(step, organisationId).execute()).length >= max) throw new AppError('TOO_MANY');
      const row = {
        id,
        organisation_id: organisationId,
        url,
        secret,
        created_at: Date.now(),
        paused_at: null,
        failing_since: null,
        failures: 0,
        retry_at: 0,
        disabled_at: null,
      };
      try {
        await step.insertInto('webhooks').values(row).execute();
      } catch (error) {
        throw isOrphan(error) ? new AppError('NOT_FOUND') : error;
      }
      return fromRow(row);
    });
  }

  async find(webhookId: string): Promise<StoredWebhook | null> {
    const row = await this.#read.selectFrom('webhooks').selectAll().where('id', '=', webhookId).executeTakeFirst();
    return row === undefined ? null : fromRow(row);
  }

  async list(organisationId: string | null): Promise<readonly StoredWebhook[]> {
    return (await ownedBy(this.#read, organisationId).orderBy('created_at').orderBy(sql`rowid`).execute()).map(fromRow);
  }

  pause(webhookId: string): Promise<StoredWebhook | null> {
    return this.#set(webhookId, { paused_at: Date.now() });
  }

  resume(webhookId: string): Promise<StoredWebhook | null> {
    return this.#set(webhookId, { paused_at: null, disabled_at: null, failing_since: null, failures: 0, retry_at: 0 });
  }

  async delete(webhookId: string): Promise<boolean> {
    const deletion = this.#write.deleteFrom('webhooks').where('id', '=', webhookId);
    return (await deletion.executeTakeFirstOrThrow()).numDeletedRows > 0n;
  }

  async postTest(webhookId: string, delivery: NewDelivery): Promise<void> {
    await this.#write.transaction().execute(async (step) => {
      const { tests } = await step
        .selectFrom('webhook_deliveries')
        .select(({ fn }) => fn.countAll<number>().as('tests'))
        .where('webhook_id', '=', webhookId)
        .where('event', '=', 'webhook.test')
        .where('payload', 'is not', null)
        .executeTakeFirstOrThrow();
      if (tests >= MAX_WAITING_TESTS) throw new AppError('TOO_MANY');
      try {
        await insertDelivery(step, webhookId, delivery);
      } catch (error) {
        throw isOrphan(error) ? new AppError('NOT_FOUND') : error;
      }
    });
  }

  async deliveriesOf(webhookId: string): Promise<readonly WebhookDelivery[]> {
    return this.#read
      .selectFrom('webhook_deliveries')
      .select(['id', 'event', 'state', 'failure', 'status', 'attempts'])
      .select(['created_at as createdAt', 'changed_at as changedAt'])
      .where('webhook_id', '=', webhookId)
      .orderBy(sql`rowid`, 'desc')
      .limit(50)
      .execute();
  }

  async #set(webhookId: string, changes: Partial<WebhookTable>): Promise<StoredWebhook | null> {
    const row = await this.#write
      .updateTable('webhooks')
      .set(changes)
      .where('id', '=', webhookId)
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? null : fromRow(row);
  }
}

function ownedBy(db: Kysely<Schema>, organisationId: string | null) {
  const all = db.selectFrom('webhooks').selectAll();
  return organisationId === null
    ? all.where('organisation_id', 'is', null)
    : all.where('organisation_id', '=', organisationId);
}

function fromRow(row: Selectable<WebhookTable>): StoredWebhook {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    url: row.url,
    secret: row.secret,
    createdAt: row.created_at,
    pausedAt: row.paused_at,
    failingSince: row.failing_since,
    failures: row.failures,
    disabledAt: row.disabled_at,
  };
}
