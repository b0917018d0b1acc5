import { Heart, Laugh, type LucideIcon, PartyPopper, Sparkles, ThumbsDown, ThumbsUp } from 'lucide-react';
import type { Reaction } from '../../../../../src/protocol/index.ts';

const ICONS: Readonly<Record<Reaction, LucideIcon>> = {
  'thumbs-up': ThumbsUp,
  applause: PartyPopper,
  heart: Heart,
  laugh: Laugh,
  surprise: Sparkles,
  'thumbs-down': ThumbsDown,
};

/** Drawn here: not every system has a picture for every sign. */
export function ReactionIcon({ reaction, size = 20 }: { readonly reaction: Reaction; readonly size?: number }) {
  const Icon = ICONS[reaction];
  return <Icon size={size} aria-hidden />;
}
