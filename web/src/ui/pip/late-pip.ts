import { Part } from '../../loading/part.ts';

/** What is in the small window. Few open one. */
export const pipPart = new Part({ load: () => import('./pip-window.tsx') });
