import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { invitationTo } from '../../../../web/src/features/open-rooms/invitation.ts';
import de from '../../../../web/src/i18n/de.json' with { type: 'json' };
import en from '../../../../web/src/i18n/en.json' with { type: 'json' };

beforeAll(() => i18next.init({ resources: { de: { translation: de }, en: { translation: en } } }));

const ROOM = { name: 'Vorstand', link: 'https://example.org/r/abc', waits: false };

test.each([
  ['de', 'Das Passwort: Tulpen', 'Der Raum hat ein Passwort. Sie bekommen es von mir auf einem anderen Weg.'],
  ['en', 'The password: Tulpen', 'The room has a password. You will get it from me in another way.'],
] as const)(
  'in %s, an invitation says the password, or that it comes in another way, or nothing of one',
  (language, told, apart) => {
    const t = i18next.getFixedT(language);
    const textWith = (guard: { password: string | null; passwordApart?: boolean }) =>
      invitationTo({ ...ROOM, ...guard }, t).text;
    expect(textWith({ password: 'Tulpen' })).toContain(told);
    expect(textWith({ password: null, passwordApart: true })).toContain(apart);
    expect(textWith({ password: null })).not.toMatch(/passwor[dt]/i);
  },
);
