import { useEffect, useRef, useState } from 'react';
import { type AnnotationCommand, commandOfPress } from '../annotation/tool-list';
import { usePlatform } from '../store/selectors';
import { commandOfKey, type PaneCommand } from './pane-keys';

/**
 * Carries out the keys pressed while the focus is in the pane: for the annotation, which tells whether the key means
 * anything to it now, else for the pane. Returns the pane's ref.
 */
export function usePaneKeys(
  isOn: boolean,
  annotate: (command: AnnotationCommand) => boolean,
  carryOut: (command: PaneCommand) => void,
) {
  const platform = usePlatform();
  const [element, setElement] = useState<HTMLElement | null>(null);
  const latest = useRef({ annotate, carryOut });
  latest.current = { annotate, carryOut };
  useEffect(() => {
    if (element === null || !isOn) return;
    const pressed = (event: KeyboardEvent) => {
      const { target } = event;
      if (!(target instanceof Element) || takesText(target) || event.defaultPrevented) return;
      const onPicture = target.closest('[data-picture]') !== null;
      const wanted = isForRadios(target, event) ? undefined : commandOfPress(event, platform);
      if (wanted !== undefined && (wanted.kind !== 'nudge' || onPicture) && latest.current.annotate(wanted)) {
        event.preventDefault();
        return;
      }
      const command = commandOfKey(event, platform, onPicture);
      if (command === undefined) return;
      event.preventDefault();
      latest.current.carryOut(command);
    };
    element.addEventListener('keydown', pressed);
    return () => element.removeEventListener('keydown', pressed);
  }, [element, isOn, platform]);
  return setElement;
}

function takesText(target: Element): boolean {
  return target.closest('textarea, [contenteditable="true"], input:not([type="radio"])') !== null;
}

/** Arrow keys on a radio button choose among its group. */
function isForRadios(target: Element, event: KeyboardEvent): boolean {
  return target instanceof HTMLInputElement && event.key.startsWith('Arrow');
}
