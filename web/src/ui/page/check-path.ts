/** Where one checks one's connection. The room stands in the fragment: which one has trouble is nobody's to log. */
export function checkPath(roomId: string): string {
  return `/check#room=${roomId}`;
}
