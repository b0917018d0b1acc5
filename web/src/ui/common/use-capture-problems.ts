import { useTranslation } from 'react-i18next';
import type { LocalSource } from '../../media/local-media.ts';

/** Why microphone or camera is not there, in a sentence each, or in one where both have the same reason. */
export function useCaptureProblems(microphone: LocalSource, camera: LocalSource): readonly string[] {
  const { t } = useTranslation();
  const ofMicrophone = microphone.capture.is === 'failed' ? microphone.capture.problem : null;
  const ofCamera = camera.capture.is === 'failed' ? camera.capture.problem : null;
  if (ofMicrophone !== null && ofMicrophone === ofCamera) return [t(`capture.both.${ofMicrophone}`)];
  const texts: string[] = [];
  if (ofMicrophone !== null) texts.push(t(`capture.microphone.${ofMicrophone}`));
  if (ofCamera !== null) texts.push(t(`capture.camera.${ofCamera}`));
  return texts;
}
