import { Part } from '../loading/part.ts';

/** All that is drawn at the table, with its panels and menus. */
export const tablePart = new Part({ load: () => import('./table/table.tsx') });
