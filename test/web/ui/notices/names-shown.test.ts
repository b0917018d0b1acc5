import { createInstance } from 'i18next';
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { NameMark } from '../../../../src/protocol/index.ts';
import de from '../../../../web/src/i18n/de.json' with { type: 'json' };
import en from '../../../../web/src/i18n/en.json' with { type: 'json' };
import { isolated } from '../../../../web/src/i18n/isolated.ts';
import { localeOf, timeOfDay } from '../../../../web/src/i18n/region.ts';
import { noticeText } from '../../../../web/src/ui/notices/notice-text.ts';
import { nameText } from '../../../../web/src/ui/text/name-text.ts';

const i18n = createInstance();
beforeAll(() =>
  i18n.init({
    lng: 'de',
    resources: { de: { translation: de }, en: { translation: en } },
    interpolation: { escapeValue: true, escape: isolated },
  }),
);

const named = (displayName: string, mark: NameMark | null = null) => ({ displayName, mark });

describe('a name', () => {
  it('is said with its number and with what it is not, in both languages', () => {
    const { t } = i18n;
    expect(nameText(t, named('Anna'))).toBe('Anna');
    expect(nameText(t, named('Anna', { twin: 2, claims: null }))).toBe('Anna (2)');
    expect(nameText(t, named('Anna', { twin: null, claims: 'chair' }))).toBe('Anna, nicht die Leitung');
    expect(nameText(i18n.getFixedT('en'), named('Aach', { twin: 3, claims: 'seat' }))).toBe(
      'Aach (3), not on this seat',
    );
  });

  it('is said with it also in every notice', () => {
    const twin = named('Anna', { twin: 2, claims: 'chair' });
    for (const kind of ['joined', 'left', 'hand-raised'] as const) {
      expect(noticeText(i18n.t, { kind, ...twin })).toContain('Anna (2), nicht die Leitung');
    }
    const knocked = noticeText(i18n.t, { kind: 'knocked', participantId: 'a', ...twin });
    expect(knocked).toBe('Anna (2), nicht die Leitung bittet um Einlass.');
    const chair = noticeText(i18n.t, { kind: 'chair-changed', cause: 'return', isSelf: false, who: [twin] });
    expect(chair).toContain('Anna (2)');
  });

  it('that is written from right to left does not turn the sentence around it', () => {
    expect(i18n.t('notice.joined', { name: 'אנה' })).toMatch(/\u2068אנה\u2069/);
    expect(i18n.t('notice.joined', { name: 'Anna' })).not.toMatch(/[\u2066-\u2069]/);
    expect(nameText(i18n.t, named('سارة', { twin: 2, claims: null }))).toBe('\u2068سارة\u2069 (2)');
    expect(i18n.t('notice.replied', { name: 'Anna', text: '<b>שלום</b>' })).toContain('\u2068<b>שלום</b>\u2069');
  });
});

test('an hour is written as where the reader is', () => {
  const at = new Date(2026, 5, 1, 17, 5);
  expect(localeOf('en', ['en-US', 'en'])).toBe('en-US');
  expect(localeOf('en', ['de-DE', 'en'])).toBe('en-GB');
  expect(localeOf('en', ['en'])).toBe('en-GB');
  expect(localeOf('en', ['de-AT', 'en-GB'])).toBe('en-GB');
  expect(localeOf('de', ['en-US'])).toBe('de');
  expect(localeOf('de', ['de-CH'])).toBe('de-CH');
  expect(at.toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit' })).toBe('17:05');
  expect(timeOfDay(at, 'de')).toBe('17:05');
});
