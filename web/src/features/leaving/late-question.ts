import { Part } from '../../loading/part.ts';

/** With the table's code, of which it has its dialog. */
export const leavePart = new Part({ load: () => import('./leave-question.tsx') });
