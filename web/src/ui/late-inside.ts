import { learnRest } from '../i18n/index.ts';
import { Part } from '../loading/part.ts';

/** All that lies behind the door, with its words. */
export const insidePart = new Part({
  load: async () => {
    const [inside] = await Promise.all([import('./inside.tsx'), learnRest()]);
    return inside;
  },
});
