import { expect, it } from 'vitest';
import { API_PATH } from '../../../src/protocol/api/base.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

it('what docs/openapi.json says of the routes is what they are', async () => {
  const { url } = await startTestApp();
  const response = await fetch(`${url}${API_PATH}/openapi.json`);
  expect(response.status).toBe(200);
  const document = JSON.stringify(await response.json(), null, 2);
  // To be written anew: vitest run --project unit test/http/api/openapi.test.ts --update
  await expect(`${document}\n`).toMatchFileSnapshot('../../../docs/openapi.json');
});
