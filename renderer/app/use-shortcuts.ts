import { useEffect } from 'react';
import { generateSessionKey } from '../store/commands';
import { usePlatform } from '../store/selectors';
import { useAppDispatch } from '../store/store';
import { dialogOpened, historyOpened } from '../store/ui-slice';

/** Ctrl/⌘ N, K, H (not on macOS) and comma, wherever the focus is; the menu has the same and gets what is not handled here. */
export function useShortcuts(): void {
  const dispatch = useAppDispatch();
  const platform = usePlatform();
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const command =
        platform === 'darwin' ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
      if (!command || event.altKey || event.shiftKey || event.repeat) return;
      switch (event.key.toLowerCase()) {
        case 'n':
          void dispatch(generateSessionKey());
          break;
        case 'k':
          dispatch(dialogOpened({ kind: 'find' }));
          break;
        case 'h':
          // On macOS it hides the application.
          if (platform === 'darwin') return;
          dispatch(historyOpened(''));
          break;
        case ',':
          dispatch(dialogOpened({ kind: 'settings', section: 'you' }));
          break;
        default:
          return;
      }
      event.preventDefault();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [dispatch, platform]);
}
