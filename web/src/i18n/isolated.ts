/** Scripts that are written from right to left: Hebrew, Arabic, Syriac, N'Ko and others (strong R and AL of UAX 9). */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** What is set into a sentence, so that it does not turn the sentence around it (UAX 9: first strong isolate). */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
