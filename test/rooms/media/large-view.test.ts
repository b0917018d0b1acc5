import { describe, expect, it } from 'vitest';
import {
  commandSchemas,
  MAX_ID_LENGTH,
  MAX_MESSAGE_BYTES,
  MAX_PARTICIPANTS,
  MAX_VIEW_ITEMS,
  MAX_VIEW_PIXELS,
  SOURCES,
} from '../../../src/protocol/index.ts';
import { inParts } from '../../../web/src/media/link/view-parts.ts';
import { openMeeting } from '../../helpers/meetings/open-meeting.ts';

/** Of the name of the command, the acknowledgement's number and the brackets around. */
const ENVELOPE_BYTES = 200;

const rtpParameters = { codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000 }] };

/** As long as an item of a view can be. */
function longItem(producerId: string) {
  return { producerId: producerId.padEnd(MAX_ID_LENGTH, 'x'), width: MAX_VIEW_PIXELS, height: MAX_VIEW_PIXELS };
}

/** Two at the table, of whom one sends as much as a whole meeting. */
async function crowd(producers: number) {
  const meeting = openMeeting({ maxParticipants: MAX_PARTICIPANTS });
  const bernd = await meeting.enter('Bernd');
  let anna = await meeting.enter('Anna');
  const items = [];
  for (let made = 0; made < producers; made += 1) {
    // One of each source, and then somebody else.
    const source = SOURCES[made % SOURCES.length] ?? 'microphone';
    if (made > 0 && made % SOURCES.length === 0) anna = await meeting.enter(`Anna ${made}`);
    items.push({ producerId: (await anna.send('producer:create', { source, rtpParameters })).producerId });
  }
  return { meeting, bernd, items };
}

describe('a view of as many as may be at the table', () => {
  it('is allowed, everything that each of them can send', () => {
    expect(MAX_VIEW_ITEMS).toBe(MAX_PARTICIPANTS * SOURCES.length);
  });

  it('is said in messages none of which is too long', () => {
    const all = Array.from({ length: MAX_VIEW_ITEMS }, (_, index) => longItem(`${index}`));
    const parts = inParts(all);
    expect(parts.flat()).toEqual(all);
    for (const [index, items] of parts.entries()) {
      const command = { items: [...items], part: { index, of: parts.length } };
      expect(commandSchemas['media:view'].parse(command)).toEqual(command);
      expect(JSON.stringify(command).length + ENVELOPE_BYTES).toBeLessThan(MAX_MESSAGE_BYTES);
    }
    expect(inParts([])).toEqual([[]]);
  });

  it('holds with its last part, and answers what the whole of it needs', async () => {
    const { meeting, bernd, items } = await crowd(3);
    const session = meeting.mediaPlane.sessionOf(bernd.id);
    await bernd.send('media:view', { items: items.slice(0, 1) });
    const early = await bernd.send('media:view', { items: items.slice(0, 2), part: { index: 0, of: 2 } });
    expect(early.consumers).toEqual([]);
    expect(session.shown).toHaveLength(1);
    const { consumers } = await bernd.send('media:view', { items: items.slice(2), part: { index: 1, of: 2 } });
    expect(consumers).toHaveLength(items.length);
    expect(session.shown).toEqual(items);
  });

  it('of which a part was lost is said again from the first', async () => {
    const { bernd, items } = await crowd(2);
    const part = (index: number, of = 2) =>
      bernd.codeOf('media:view', { items: items.slice(index, index + 1), part: { index, of } });
    expect(await part(1)).toBe('INVALID_STATE');
    expect([await part(0), await part(0), await part(1)]).toEqual([null, null, null]);
    expect(await part(1)).toBe('INVALID_STATE');
    expect([await part(0, 3), await part(2, 3), await part(1, 3)]).toEqual([null, 'INVALID_STATE', 'INVALID_STATE']);
  });

  it('never grows beyond that, in however many parts it comes', async () => {
    const { bernd, items } = await crowd(1);
    const [item = { producerId: '' }] = items;
    const part = Array.from({ length: MAX_VIEW_ITEMS }, () => item);
    expect(await bernd.codeOf('media:view', { items: part, part: { index: 0, of: 2 } })).toBeNull();
    expect(await bernd.codeOf('media:view', { items: [item], part: { index: 1, of: 2 } })).toBe('BAD_REQUEST');
  });
});
