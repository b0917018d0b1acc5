import type { Command } from 'commander';
import { CAMERA_STARTS, LOBBY_MODES, MAX_ATTENDANCE_DAYS, MAX_PARTICIPANTS } from '../../protocol/index.ts';
import { addPasswordOptions } from './password-options.ts';

/** The options that `room create` and `room update` share. */
export function addRoomOptions(command: Command): Command {
  return addDefaultOptions(addPasswordOptions(command))
    .option('--lobby-message <text>', "what those who wait read; '' takes it away")
    .option('--locked', 'nobody new gets in')
    .option('--no-locked', 'people get in again')
    .option('--only-reserved', 'open only while it is reserved; who comes before waits until it opens')
    .option('--no-only-reserved', 'always open')
    .option('--quorum <number>', "how many of the plan must be there; 'none' draws no line");
}

/** Those of them that an organisation may say for all of its rooms. */
export function addDefaultOptions(command: Command): Command {
  return command
    .option('--lobby <mode>', `who waits to be let in: ${LOBBY_MODES.join(', ')}`)
    .option('--join-before-host', 'people may meet before a moderator is there')
    .option('--no-join-before-host', 'people wait until a moderator is there')
    .option('--max-participants <number>', `how many may be there at once, up to ${MAX_PARTICIPANTS}`)
    .option('--mute-on-entry', 'microphones are off when people come in')
    .option('--no-mute-on-entry', 'microphones are as people left them')
    .option('--camera-on-entry <how>', `how cameras are when people come in: ${CAMERA_STARTS.join(', ')}`)
    .option('--renaming', 'people may change their own names while they are in')
    .option('--no-renaming', 'names stay as people came')
    .option('--pseudonyms', 'people are told at the door that any name will do')
    .option('--no-pseudonyms', 'people are asked for their name')
    .option('--trusted-pass', 'trusted invites pass the lobby')
    .option('--no-trusted-pass', 'who has a trusted invite waits like everyone else')
    .option('--lobby-replies', 'those who wait may write to the chair')
    .option('--no-lobby-replies', 'those who wait can only read')
    .option('--chat', 'people may write to each other')
    .option('--no-chat', 'there is no chat')
    .option(
      '--attendance-days <number>',
      `keep who was there, for so many days up to ${MAX_ATTENDANCE_DAYS}; 0: it is not noted`,
    );
}

export const PASSWORD_NOTE = `
A password on the command line can be seen in the machine's process list and stays in the shell's history;
--password-stdin keeps it out of both.`;
