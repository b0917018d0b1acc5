import { expect, test } from 'vitest';
import { openMeeting } from '../../helpers/meetings/open-meeting.ts';

test('who sends is told what is wanted of it, by their own line and no other', async () => {
  const meeting = openMeeting();
  const [anna, bernd] = [await meeting.enter('Anna'), await meeting.enter('Bernd')];
  const { listener } = meeting.mediaPlane.sessionOf(anna.id);
  listener.layersWanted({ producerId: 'camera', spatialLayer: 0 });
  expect(anna.heard('layers:wanted')).toEqual([{ producerId: 'camera', spatialLayer: 0 }]);
  expect(bernd.heard('layers:wanted')).toEqual([]);
  anna.drop();
  await meeting.comeBack(anna);
  listener.layersWanted({ producerId: 'camera', spatialLayer: 2 });
  expect(anna.heard('layers:wanted')).toEqual([]);
});
