import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { OPERATOR } from '../../catalogue/access/rights.ts';
import { webhookUrlSchema } from '../../protocol/api/webhooks.ts';
import type { WebhookDelivery } from '../../webhooks/ports.ts';
import { FailedError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { findOrganisationOrThrow } from '../input/house-inputs.ts';
import { isJson, parseInput } from '../input/inputs.ts';
import { details, print } from '../output/render.ts';
import { deliveryTable, deliveryView, deliveryWords, webhookTable, webhookView } from '../output/webhooks.ts';

/** The server looks every ten seconds for what a command has put there, and waits fifteen for an answer. */
const TEST_WITHIN_MS = 40_000;
const LOOK_EVERY_MS = 500;

const flagsSchema = z.object({ org: z.string().optional() });
const urlSchema = z.string().refine((text) => webhookUrlSchema.safeParse(text).success, {
  message: 'A webhook is an address that begins with https://, without a name and password in it.',
});

/** Null: the operator's own. */
async function ownerOf(context: Context, options: unknown): Promise<string | null> {
  const { org } = parseInput(flagsSchema, options);
  return org === undefined ? null : (await findOrganisationOrThrow(await context.catalogue(), org)).id;
}

export function addWebhookCreate(parent: Command, context: Context): void {
  parent
    .command('create <url>')
    .description('have a program told when meetings begin and end, and show the secret once')
    .option('--org <organisation>', "of this organisation's rooms; without it of all rooms, for the operator")
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Messages are signed as standardwebhooks.com says, and name nobody. The address must be one to which everybody can send.

Example:
  tafelrunde webhook create https://dienste.klinik-aach.example/besprechungen --org 'Klinik Aach'`,
    )
    .action(async (text: string, options: unknown) => {
      const url = webhookUrlSchema.parse(parseInput(urlSchema, text));
      const owner = await ownerOf(context, options);
      const { webhooks } = await context.catalogue();
      const { webhook, secret } = await webhooks.create(OPERATOR, owner, url);
      print(context.io, {
        json: isJson(options),
        value: { webhook: webhookView(webhook), secret },
        text: () =>
          `Meetings are told of at ${webhook.url}.\n\n${details([
            ['Secret', `${secret}   (shown only this once)`],
            ['Id', webhook.id],
          ])}`,
      });
    });
}

export function addWebhookList(parent: Command, context: Context): void {
  parent
    .command('list')
    .description('show where meetings are told of, and whether it arrives')
    .option('--org <organisation>', "this organisation's; without it the operator's")
    .option('--json', 'print JSON')
    .action(async (options: unknown) => {
      const owner = await ownerOf(context, options);
      const views = (await (await context.catalogue()).webhooks.list(OPERATOR, owner)).map(webhookView);
      print(context.io, {
        json: isJson(options),
        value: { webhooks: views },
        text: () => (views.length > 0 ? webhookTable(views) : 'There are no webhooks.'),
      });
    });
}

export function addWebhookResults(parent: Command, context: Context): void {
  parent
    .command('results <webhook>')
    .description('show what was told last, and whether it arrived')
    .option('--json', 'print JSON')
    .action(async (webhookId: string, options: unknown) => {
      const views = (await (await context.catalogue()).webhooks.deliveries(OPERATOR, webhookId)).map(deliveryView);
      print(context.io, {
        json: isJson(options),
        value: { deliveries: views },
        text: () => (views.length > 0 ? deliveryTable(views) : 'Nothing was told yet.'),
      });
    });
}

export function addWebhookTest(parent: Command, context: Context): void {
  parent
    .command('test <webhook>')
    .description('send a test message by the running server, and say whether it arrived')
    .option('--json', 'print JSON')
    .action(async (webhookId: string, options: unknown) => {
      const { webhooks } = await context.catalogue();
      const { deliveryId } = await webhooks.test(OPERATOR, webhookId);
      const isThis = ({ id }: WebhookDelivery) => id === deliveryId;
      const deadline = Date.now() + TEST_WITHIN_MS;
      let delivery = (await webhooks.deliveries(OPERATOR, webhookId)).find(isThis);
      while (delivery?.state === 'waiting' || delivery?.state === 'sending') {
        if (Date.now() > deadline) throw new FailedError('The message still waits: is the server running?');
        await pause(LOOK_EVERY_MS);
        delivery = (await webhooks.deliveries(OPERATOR, webhookId)).find(isThis);
      }
      if (delivery?.state !== 'delivered') context.fail();
      const view = delivery && deliveryView(delivery);
      print(context.io, {
        json: isJson(options),
        value: { delivery: view ?? null },
        text: () => (view ? deliveryWords(view) : 'The webhook was deleted meanwhile.'),
      });
    });
}

export function addWebhookPause(parent: Command, context: Context): void {
  addChange(parent, context, 'pause', 'tell nothing of what happens from now on');
}

export function addWebhookResume(parent: Command, context: Context): void {
  addChange(parent, context, 'resume', 'tell again, also where it was switched off because it failed');
}

function addChange(parent: Command, context: Context, deed: 'pause' | 'resume', description: string): void {
  parent
    .command(`${deed} <webhook>`)
    .description(description)
    .option('--json', 'print JSON')
    .action(async (webhookId: string, options: unknown) => {
      const { webhooks } = await context.catalogue();
      const webhook = await webhooks[deed](OPERATOR, webhookId);
      print(context.io, {
        json: isJson(options),
        value: { webhook: webhookView(webhook) },
        text: () => (deed === 'pause' ? `Paused ${webhook.url}.` : `Resumed ${webhook.url}.`),
      });
    });
}

export function addWebhookDelete(parent: Command, context: Context): void {
  parent
    .command('delete <webhook>')
    .description('tell nothing there any more, also not what waits')
    .option('--json', 'print JSON')
    .action(async (webhookId: string, options: unknown) => {
      const webhook = await (await context.catalogue()).webhooks.delete(OPERATOR, webhookId);
      print(context.io, {
        json: isJson(options),
        value: { webhook: webhookView(webhook) },
        text: () => `Deleted ${webhook.url}.`,
      });
    });
}
