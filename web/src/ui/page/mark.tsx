import styles from './mark.module.css';
import mark from './mark.svg';

/** The product's sign and name. */
export function Mark() {
  return (
    <span className={styles.mark} translate="no">
      <img src={mark} alt="" width={32} height={32} />
      Tafelrunde
    </span>
  );
}
