import type { House } from '../../../../src/protocol/door.ts';
import styles from './mark.module.css';

/** Whose room it is, where the product's own name stands otherwise. */
export function HouseMark({ house: { name, logo } }: { readonly house: House }) {
  return (
    <span className={styles.house} translate="no" dir="auto">
      {logo !== null && <img src={logo.path} alt="" width={logo.width} height={logo.height} />}
      {name}
    </span>
  );
}
