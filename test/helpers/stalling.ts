/**
 * How long a text is with which a test asks whether something can be kept busy: ten of the longest messages. What takes
 * time with the text's length is through with it at once, even on a busy machine; what takes time with its square would
 * need minutes, far more than a test is given. So no clock is read.
 */
export const STALLING_LENGTH = 600_000;
