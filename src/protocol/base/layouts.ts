// How the table may be seen. Without a parser: pages show it.

/**
 * `table`: everyone, and a shared screen large; `even`: everyone as large as they can be, beside a screen too; `speaker`:
 * who speaks large, the others in a strip; `pinned`: nobody but those who are pinned.
 */
export const LAYOUTS = ['table', 'even', 'speaker', 'pinned'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** Somebody who speaks and somebody who signs. More would be small again. */
export const MAX_PINS = 2;
