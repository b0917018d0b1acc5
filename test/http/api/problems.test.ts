import { expect, it, vi } from 'vitest';
import { startTestApi } from '../../helpers/servers/api.ts';

const problem = (status: number, title: string, code: string) => ({
  status,
  body: { type: 'about:blank', status, title, code },
});

it('what goes wrong is a problem with a code that programs go by', async () => {
  const { asOrganiser, asNobody } = await startTestApi();
  const signedOut = await asNobody.get('/organisation');
  expect(signedOut).toMatchObject(problem(401, 'Unauthorized', 'SIGNED_OUT'));
  expect(signedOut.headers.get('www-authenticate')).toBe('Bearer');
  expect(signedOut.headers.get('content-type')).toContain('application/problem+json');
  expect(await asOrganiser.patch('/organisation', { name: 'Anders' })).toMatchObject(
    problem(403, 'Forbidden', 'NOT_ALLOWED'),
  );
  expect(await asOrganiser.get('/nothing-here')).toMatchObject(problem(404, 'Not Found', 'NOT_FOUND'));
});

it('what was sent wrongly is said place by place', async () => {
  const { asAdmin } = await startTestApi();
  const { status, body } = await asAdmin.patch('/organisation', { colour: 'red', 'a/b': 1, roomDefaults: { chat: 1 } });
  expect(status).toBe(400);
  expect(body).toMatchObject({ code: 'BAD_REQUEST' });
  const places = (body.invalid as { at: string }[]).map(({ at }) => at);
  expect(places.sort()).toEqual(['/body', '/body/colour', '/body/roomDefaults/chat']);
  expect((await asAdmin.patch('/organisation', { name: '\u200b' })).body.code).toBe('TEXT_INVISIBLE');
  expect((await asAdmin.get('/organisers?limit=0')).body).toMatchObject({ invalid: [{ at: '/querystring/limit' }] });
});

it('what was not expected stays in the log, and its id is told', async () => {
  const { app, asAdmin } = await startTestApi();
  vi.spyOn(app.database.organisations, 'find').mockRejectedValue(new Error('a secret of the database'));
  const { status, body } = await asAdmin.get('/organisation');
  expect({ status, body }).toEqual({
    status: 500,
    body: {
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      code: 'INTERNAL',
      errorId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  });
  const line = app.logLines.find((each) => each.includes('a secret of the database'));
  expect(line).toContain(body.errorId);
});

it("another's page asks nothing in the name of who is signed in", async () => {
  const { asAdmin } = await startTestApi();
  const foreign = { origin: 'https://elsewhere.example' };
  expect((await asAdmin.patch('/organisation', { name: 'Fremd' }, foreign)).body.code).toBe('NOT_ALLOWED');
  expect((await asAdmin.get('/organisation', foreign)).body.code).toBe('NOT_ALLOWED');
  expect((await asAdmin.get('/organisation', { 'sec-fetch-site': 'cross-site' })).body.code).toBe('NOT_ALLOWED');
  const form = await asAdmin.post('/organisers', { name: 'Fremd' }, { 'content-type': 'text/plain' });
  expect(form.status).toBe(415);
});
