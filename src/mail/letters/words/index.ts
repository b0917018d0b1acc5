import type { MailLanguage } from '../../../protocol/mail.ts';
import { de } from './de.ts';
import { en, type Words } from './en.ts';

export const WORDS: Readonly<Record<MailLanguage, Words>> = { de, en };
