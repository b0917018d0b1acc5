import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { LiveRegions } from '../../../../web/src/ui/standing/announcer.tsx';

const say = (id: number, text: string, urgency: 'polite' | 'assertive' = 'polite') => ({ id, text, urgency });

test('a region that speaks reads what is new alone: each line is an element of its own, and the whole is never read anew', () => {
  const html = renderToStaticMarkup(
    <LiveRegions said={[say(1, 'Anna ist da.'), say(2, 'Wort entzogen.', 'assertive'), say(3, 'Bernd ist da.')]} />,
  );
  const regions = [...html.matchAll(/<span role="(\w+)"([^>]*)>(.*?)<\/span><\/span>/g)].map(([, ...found]) => found);
  const newAlone = (live: string) => ` aria-live="${live}" aria-atomic="false" aria-relevant="additions"`;
  expect(regions).toEqual([
    ['status', newAlone('polite'), '<span>Anna ist da. </span><span>Bernd ist da. '],
    ['alert', newAlone('assertive'), '<span>Wort entzogen. '],
  ]);
});
