/** What a person may be at the table. It belongs to their invite or place, never to a socket. */
export const ROLES = ['moderator', 'deputy', 'participant', 'observer'] as const;
export type Role = (typeof ROLES)[number];

export const LOBBY_MODES = ['off', 'on', 'without-password'] as const;
/** Who must wait: nobody, everyone but moderators, or those who bring neither password nor invite. */
export type LobbyMode = (typeof LOBBY_MODES)[number];

export const CAMERA_STARTS = ['free', 'off', 'blurred'] as const;
/** How cameras are when people come in: as they like it, off, or on with what is behind them blurred. */
export type CameraStart = (typeof CAMERA_STARTS)[number];

export const REACTIONS = ['thumbs-up', 'applause', 'heart', 'laugh', 'surprise', 'thumbs-down'] as const;
export type Reaction = (typeof REACTIONS)[number];

/** What a moderator may switch off at somebody else. */
export const STOPPABLE_SOURCES = ['microphone', 'camera', 'screen'] as const;
export type StoppableSource = (typeof STOPPABLE_SOURCES)[number];

/** What hard mute governs, what one may be asked for, and what one may consent to have switched on. */
export const FLOOR_SOURCES = ['microphone', 'camera'] as const;
export type FloorSource = (typeof FLOOR_SOURCES)[number];

/** One switch for each source of the floor. */
export type FloorSwitches = Readonly<Record<FloorSource, boolean>>;
/** Of the switches those that somebody turns, so that two who turn one each at the same time both have their way. */
export type FloorChange = { readonly [S in FloorSource]?: boolean | undefined };
export const NO_SWITCHES: FloorSwitches = { microphone: false, camera: false };

export const CHAT_AUDIENCES = ['all', 'chair'] as const;
/** `chair`: those who chair now, and their consoles. */
export type ChatAudience = (typeof CHAT_AUDIENCES)[number];
