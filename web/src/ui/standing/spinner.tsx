import { LoaderCircle } from 'lucide-react';
import styles from './spinner.module.css';

export function Spinner({ size = 20 }: { readonly size?: number }) {
  return <LoaderCircle className={styles.spinner} size={size} aria-hidden />;
}
