import 'react';

declare module 'react' {
  interface CSSProperties {
    /** The house's own colour. */
    '--house'?: string | undefined;
    /** One that is being chosen. */
    '--swatch'?: string | undefined;
  }
}
