import { useEffect, useState } from 'react';

/** False until whatever was begun together with this part of the page has had its turn. */
export function useNextTask(): boolean {
  const [isDue, setIsDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsDue(true));
    return () => clearTimeout(timer);
  }, []);
  return isDue;
}
