import { expect, it } from 'vitest';
import { OPERATOR } from '../../../../src/catalogue/access/rights.ts';
import {
  LOGO_MAX_BYTES,
  LOGO_MAX_SIDE,
  type LogoType,
  type OrganisationView,
} from '../../../../src/protocol/api/organisation.ts';
import { MOVING_PNG, PICTURES, pngOf } from '../../../helpers/pictures.ts';
import { startTestApi } from '../../../helpers/servers/api.ts';

const LOGO = '/organisation/logo';
const as = (type: string) => ({ 'content-type': type });
type Logo = NonNullable<OrganisationView['logo']>;

async function setUp() {
  const { app, ...api } = await startTestApi();
  const { asAdmin } = api;
  const put = async (picture: Buffer, type: string = 'image/png') => {
    const { status, body } = await asAdmin.put(LOGO, picture, as(type));
    return { status, code: body.code, logo: body.logo as Logo };
  };
  const load = async (path: string) => {
    const response = await fetch(app.url + path);
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  return { app, ...api, put, load };
}

it('an admin gives the organisation a logo, which comes back as it was sent, for ever, and does nothing', async () => {
  const { app, house, asAdmin, asOrganiser, put, load } = await setUp();
  const paths: string[] = [];
  for (const [type, picture] of Object.entries(PICTURES)) {
    // Whatever it is called, it is what it is.
    const { status, logo } = await put(picture, 'image/png');
    expect({ status, logo }).toMatchObject({ status: 200, logo: { type, width: 24, height: 16 } });
    expect((await put(picture, type as LogoType)).logo).toEqual(logo);
    expect((await asOrganiser.get('/organisation')).body.logo).toEqual(logo);
    const { bytes, headers } = await load(logo.path);
    expect(bytes.equals(picture)).toBe(true);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': expect.stringContaining('immutable'),
      'cross-origin-resource-policy': 'same-origin',
    });
    for (const former of paths) expect((await load(former)).status).toBe(404);
    paths.push(logo.path);
  }
  // The same picture of another house cannot be told from one that is nobody's.
  const other = await app.createHouse();
  const others = await app.catalogue.organisations.setLogo(OPERATOR, other.organisation.id, PICTURES['image/png']);
  expect(paths.join()).not.toContain(others.logo?.key);
  for (const path of ['/api/logos', '/api/logos/', '/api/logos/%2e%2e', `/api/logos/${house.organisation.id}`]) {
    expect((await load(path)).status, path).toBe(404);
  }

  expect((await asOrganiser.put(LOGO, PICTURES['image/png'], as('image/png'))).body.code).toBe('NOT_ALLOWED');
  expect((await asOrganiser.delete(LOGO)).body.code).toBe('NOT_ALLOWED');
  const kept = await put(PICTURES['image/png']);
  expect((await asAdmin.patch('/organisation', { colour: '#7a1f4b' })).body.logo).toEqual(kept.logo);
  expect((await asAdmin.delete(LOGO)).body.logo).toBeNull();
  expect((await load(kept.logo.path)).status).toBe(404);

  const last = await put(PICTURES['image/webp']);
  await app.catalogue.organisations.delete(OPERATOR, house.organisation.id);
  expect((await load(last.logo.path)).status).toBe(404);
});

it('what is not one still picture, or too large, is no logo, and the one before stays', async () => {
  const { asAdmin, put } = await setUp();
  const { logo } = await put(PICTURES['image/png']);
  const [png, jpeg, webp] = [PICTURES['image/png'], PICTURES['image/jpeg'], PICTURES['image/webp']];
  const page = Buffer.from('<script>alert(1)</script>');
  const longer = Buffer.from(webp);
  longer.writeUInt32LE(webp.length - 8 + page.length, 4);
  const damaged = Buffer.from(png);
  damaged.writeUInt8(0, damaged.length - 20);
  const invalid: readonly Buffer[] = [
    Buffer.alloc(0),
    page,
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    Buffer.from('GIF89a'),
    // Something else behind it: what opens as two things at once.
    Buffer.concat([png, page]),
    Buffer.concat([jpeg, page]),
    Buffer.concat([webp, page]),
    Buffer.concat([longer, page]),
    damaged,
    MOVING_PNG,
    // Some kilobytes that would be megabytes.
    pngOf({ width: 16, height: 16, rows: Buffer.alloc(8_000_000) }),
    ...[png, jpeg, webp].map((picture) => picture.subarray(0, picture.length - 3)),
    ...[png, jpeg, webp].map((picture) => picture.subarray(0, 14)),
  ];
  for (const picture of invalid) {
    expect(await put(picture, 'image/png'), picture.toString('latin1')).toMatchObject({
      status: 400,
      code: 'LOGO_INVALID',
    });
  }
  expect((await put(pngOf({ width: LOGO_MAX_SIDE, height: 1 }))).status).toBe(200);
  expect((await put(png)).logo).toEqual(logo);
  const large = [
    pngOf({ width: LOGO_MAX_SIDE + 1, height: 1 }),
    pngOf({ width: 1, height: LOGO_MAX_SIDE + 1 }),
    Buffer.concat([png, Buffer.alloc(LOGO_MAX_BYTES)]),
  ];
  for (const picture of large) expect(await put(picture)).toMatchObject({ status: 413, code: 'LOGO_TOO_LARGE' });
  for (const type of ['text/html', 'image/svg+xml;x', 'application/json', 'multipart/form-data']) {
    expect((await asAdmin.put(LOGO, page, as(type))).status, type).toBeGreaterThanOrEqual(400);
  }
  expect((await asAdmin.get('/organisation')).body.logo).toEqual(logo);
});
