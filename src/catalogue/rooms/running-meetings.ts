/** The meetings that go on, where a server runs. */
export interface RunningMeetings {
  /** The room is kept otherwise than before, or not any more: then its meeting ends. */
  reload(roomId: string): Promise<void>;
  /** Who came by this invite is put out. */
  revoked(roomId: string, inviteId: string): Promise<void> | void;
}
