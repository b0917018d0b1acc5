import { expect, test } from 'vitest';
import { type OwnMedia, together } from '../../../../web/src/call/meeting/feature.ts';
import { FEATURES } from '../../../../web/src/call/meeting/features.ts';
import { turnMedia } from '../../../../web/src/call/table/table-events.ts';
import type { ServerEvent } from '../../../../web/src/session/signaling.ts';
import { aJoinedReply, aSession } from '../../fakes.ts';

test('no two features keep what is called the same, so that none overwrites what is another’s', () => {
  const reply = aJoinedReply();
  const kept = FEATURES.flatMap((feature) => [
    ...('laid' in feature ? Object.keys(feature.laid(reply)) : []),
    ...('atTable' in feature && 'laid' in feature.atTable ? Object.keys(feature.atTable.laid(reply, null)) : []),
  ]);
  expect(kept).toContain('participants');
  expect(kept).toHaveLength(new Set(kept).size);
});

test('together they are all that each of them is, whoever keeps nothing included', () => {
  const parts = [{ hands: 1 }, null, undefined, { polls: 2 }] as const;
  expect(together(parts)).toEqual({ hands: 1, polls: 2 });
});

const replaced = { session: aSession('next'), turn: null };

test.each<[string, ServerEvent, unknown[]]>([
  [
    'what the chair switches off is off',
    { name: 'participant:switched-off', data: { producerId: 'own', source: 'camera' } },
    ['switchedOff', 'own'],
  ],
  [
    'what the chair switches on is on',
    { name: 'participant:switched-on', data: { source: 'camera' } },
    ['switchOn', 'camera'],
  ],
  [
    'whoever becomes an observer is silent',
    {
      name: 'self:updated',
      data: { role: 'observer', isChairing: false, lobby: [], consoles: [], noisy: [], chat: [] },
    },
    ['silence'],
  ],
  [
    'a screen is sent in what all there decode',
    { name: 'codecs:changed', data: { codecs: ['VP9'] } },
    ['screenCodecsChanged', ['VP9']],
  ],
  [
    'no more of one’s picture is sent than is shown to somebody',
    { name: 'layers:wanted', data: { producerId: 'own', spatialLayer: 1 } },
    ['layersWanted', { producerId: 'own', spatialLayer: 1 }],
  ],
  ['another session is built anew', { name: 'session:replaced', data: replaced }, ['replace', replaced]],
])('an event turns one’s own media by the word of its feature: %s', (_what, event, turn) => {
  const turns: unknown[][] = [];
  const heard =
    (what: keyof OwnMedia) =>
    (...args: unknown[]) =>
      void turns.push([what, ...args]);
  const media: OwnMedia = {
    switchedOff: heard('switchedOff'),
    switchOn: heard('switchOn'),
    silence: heard('silence'),
    consumerChanged: heard('consumerChanged'),
    consumerClosed: heard('consumerClosed'),
    screenCodecsChanged: heard('screenCodecsChanged'),
    layersWanted: heard('layersWanted'),
    replace: heard('replace'),
  };
  turnMedia(media, event);
  turnMedia(media, {
    name: 'self:updated',
    data: { ...aJoinedReply().self, lobby: [], consoles: [], noisy: [], chat: [] },
  });
  expect(turns).toEqual([turn]);
});
