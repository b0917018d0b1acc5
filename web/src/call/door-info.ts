/** What a room's door tells strangers: whether it asks for a password. */
export type PasswordNeed = 'none' | 'required' | 'optional';

/** 'optional' when the answer does not come: a field that may stay empty fits every room. */
export async function fetchPasswordNeed(roomId: string): Promise<PasswordNeed> {
  try {
    const response = await fetch(`/api/rooms/${encodeURIComponent(roomId)}/door`, {
      headers: { accept: 'application/json' },
    });
    const body: unknown = response.ok ? await response.json() : null;
    const need = typeof body === 'object' && body !== null && 'password' in body ? body.password : null;
    return need === 'none' || need === 'required' ? need : 'optional';
  } catch {
    return 'optional';
  }
}
