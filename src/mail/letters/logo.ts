import type { HouseLogo, Letter, Picture } from '../ports.ts';
import { escapeHtml } from './markup.ts';

const CID = 'logo@tafelrunde';
/** In CSS pixels; above a name it needs no more. */
const SHOWN_WITHIN = { width: 240, height: 72 } as const;

/** Where a letter's HTML has its house's logo once it goes: nothing that somebody writes looks like it, for it is escaped. */
export const LOGO_PLACE = '<!-- logo -->';

/**
 * A letter as it goes, with the logo that its house has by then: what waits holds none. It travels within, as a letter that fetched
 * it would tell when it is read.
 */
export function withLogo(letter: Letter, logo: HouseLogo | null): Letter {
  const { html, fromName, pictures } = letter;
  const picture = logo && pictureOf(logo);
  if (logo === null || picture === null || !html.includes(LOGO_PLACE)) {
    return { ...letter, html: html.replace(LOGO_PLACE, '') };
  }
  const scale = Math.min(1, SHOWN_WITHIN.width / logo.width, SHOWN_WITHIN.height / logo.height);
  const [width, height] = [logo.width, logo.height].map((side) => Math.max(1, Math.round(side * scale)));
  const alt = escapeHtml(fromName ?? '');
  // Outlook on Windows goes by the attributes alone, and the paper beneath is white in the dark as well.
  const image = `<img class="logo" src="cid:${CID}" alt="${alt}" width="${width}" height="${height}">\n`;
  return { ...letter, html: html.replace(LOGO_PLACE, () => image), pictures: [picture, ...pictures] };
}

/** Null: WebP, of which Outlook on Windows shows an empty frame. The organisers' pages make a PNG of whatever is chosen there. */
function pictureOf({ type, bytes }: HouseLogo): Picture | null {
  if (type === 'image/webp') return null;
  const filename = type === 'image/png' ? 'logo.png' : 'logo.jpg';
  return { cid: CID, filename, contentType: type, content: bytes.toString('base64') };
}
