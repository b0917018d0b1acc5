import { useTranslation } from 'react-i18next';
import { localeOf } from '../../i18n/region.ts';

/** Moments as they are written where the reader is. */
export function useDates() {
  const { i18n } = useTranslation();
  const locale = localeOf(i18n.language);
  const said = (style: Intl.DateTimeFormatOptions) => (moment: string | number) =>
    new Intl.DateTimeFormat(locale, style).format(new Date(moment));
  return {
    /** Day and time, to the minute. */
    at: said({ dateStyle: 'medium', timeStyle: 'short' }),
    day: said({ dateStyle: 'medium' }),
    time: said({ timeStyle: 'short' }),
  };
}
