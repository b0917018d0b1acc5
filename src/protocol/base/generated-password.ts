// How passwords look that are made here, on the server or in the browser: 80 random bits that can be read out on the telephone.

/** Without letters and digits that are mistaken for each other when read out or copied by hand; 32, so five bits choose evenly. */
export const LEGIBLE = 'abcdefghijkmnpqrstuvwxyz23456789';
const GENERATED_GROUPS = 4;
const GENERATED_GROUP_LENGTH = 4;
/** As many as it has letters. */
export const GENERATED_PASSWORD_BYTES = GENERATED_GROUPS * GENERATED_GROUP_LENGTH;

/** `abcd-efgh-jkmn-2345`, from so many random bytes. */
export function passwordFrom(bytes: Uint8Array): string {
  const letters = Array.from(bytes, (byte) => LEGIBLE.charAt(byte % LEGIBLE.length)).join('');
  return inGroups(letters);
}

export function inGroups(letters: string): string {
  const groups = Array.from({ length: GENERATED_GROUPS }, (_, group) =>
    letters.slice(group * GENERATED_GROUP_LENGTH, (group + 1) * GENERATED_GROUP_LENGTH),
  );
  return groups.join('-');
}
