import { z } from 'zod';
import { type Done, idSchema, nothing, participantId } from '../../base/fields.ts';
import {
  FLOOR_SOURCES,
  type FloorChange,
  type FloorSource,
  STOPPABLE_SOURCES,
  type StoppableSource,
} from '../../base/roles.ts';
import { MAX_PARTICIPANTS } from '../../limits.ts';

// Who may be heard and seen, and what the chair switches off or asks for.

const floorSource = z.strictObject({ participantId: idSchema, source: z.enum(FLOOR_SOURCES) });
/** Those that are named change; what is left out stays as it is. */
const floorSwitches = { microphone: z.boolean().optional(), camera: z.boolean().optional() };
const namesASwitch = ({ microphone, camera }: FloorChange) => microphone !== undefined || camera !== undefined;

export const floorCommands = {
  'participant:switch-off': z.strictObject({ participantId: idSchema, source: z.enum(STOPPABLE_SOURCES) }),
  'participant:mute-all': z.strictObject({ except: z.array(idSchema).max(MAX_PARTICIPANTS).optional() }),
  'participant:ask': floorSource,
  /** Only what they have consented to. */
  'participant:switch-on': floorSource,
  'participant:restrict': z.strictObject({ participantId: idSchema, ...floorSwitches }).refine(namesASwitch),
  /** Hard mute for all: the switched on sources are for those who chair or have the floor. */
  'floor:restrict': z.strictObject(floorSwitches).refine(namesASwitch),
  'floor:give': participantId,
  'floor:take': participantId,
  /** To the first raised hand; who had the floor gives it back. */
  'floor:next': nothing,
  /** What the chair may switch on for oneself in this meeting. */
  'consent:set': z.strictObject(floorSwitches).refine(namesASwitch),
} as const;

export interface FloorReplies {
  'participant:switch-off': Done;
  'participant:mute-all': Done;
  'participant:ask': Done;
  'participant:switch-on': Done;
  'participant:restrict': Done;
  'floor:restrict': Done;
  'floor:give': Done;
  'floor:take': Done;
  'floor:next': Done;
  'consent:set': Done;
}

/** To one person. */
export interface FloorEvents {
  /** To oneself: the chair has switched one's microphone, camera or screen off. */
  'participant:switched-off': (event: { producerId: string; source: StoppableSource }) => void;
  /** To oneself: the chair asks one to switch it on. */
  'participant:asked': (event: { source: FloorSource }) => void;
  /** To oneself, who has consented to it: the chair switches it on. */
  'participant:switched-on': (event: { source: FloorSource }) => void;
}
