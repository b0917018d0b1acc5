/** Whoever has called somebody by this link sees that it was opened; of other links nothing is noted, and nobody waits for it. */
export function tellOpened(roomId: string, secret: string): void {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ secret });
  fetch(`/api/rooms/${roomId}/opened`, { method: 'POST', headers, body, keepalive: true }).catch(() => {});
}
