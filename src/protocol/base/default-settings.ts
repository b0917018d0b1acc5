/** A room to which nothing was said: whoever has the link can meet, also before a moderator is there. */
export const DEFAULT_ROOM_SETTINGS = {
  lobby: 'off',
  lobbyMessage: null,
  joinBeforeHost: true,
  locked: false,
  maxParticipants: 100,
  muteOnEntry: false,
  cameraOnEntry: 'free',
  renaming: true,
  pseudonyms: false,
  trustedPass: true,
  lobbyReplies: false,
  chat: true,
  attendanceDays: 0,
  quorum: null,
} as const;
