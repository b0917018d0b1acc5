/** What was typed cannot be meant; nothing was changed. The message is one sentence that says what is allowed. */
export class BadInputError extends Error {
  override readonly name = 'BadInputError';
}

/** The input was fine and it did not work. The message is one sentence. */
export class FailedError extends Error {
  override readonly name = 'FailedError';
}
