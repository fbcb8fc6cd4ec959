import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import {
  type ConsoleParts,
  ConsolePartsProvider,
  type ConsoleSurroundings,
  makeConsoleParts,
} from '../../../../renderer/app/console-parts';
import { grantDropped } from '../../../../renderer/ipc/grant-dropped';
import { request } from '../../../../renderer/ipc/request';
import { sessionKeysChanged, snapshotReceived } from '../../../../renderer/store/console-slice';
import { sessionsReceived } from '../../../../renderer/store/sessions-slice';
import { theme } from '../../../../renderer/theme/theme';
import type { FakeMain } from '../store/samples';

/** Makes the parts of a window over a played main; without one they ask the page's own bridge. */
export function playedParts(
  surroundings: Partial<ConsoleSurroundings> = {},
  played: Partial<ConsoleParts> = {},
): ConsoleParts {
  const parts = makeConsoleParts({
    request,
    grantDropped,
    now: Date.now,
    detachedSessionId: null,
    ...surroundings,
  });
  return { ...parts, ...played };
}

/** Puts part of the console among the parts of its window, with what is said in passing. */
export function withParts(parts: ConsoleParts, children: ReactNode): ReactNode {
  return (
    <ConsolePartsProvider parts={parts}>
      <MantineProvider env="test" theme={theme}>
        <Notifications />
        {children}
      </MantineProvider>
    </ConsolePartsProvider>
  );
}

/** Renders part of the console over a fake main whose snapshot the store already holds. */
export function renderConsole(main: FakeMain, children: ReactNode, played: Partial<ConsoleParts> = {}) {
  const parts = playedParts({ request: main.request }, played);
  const { store } = parts;
  const snapshot = main.snapshot();
  store.dispatch(sessionsReceived(snapshot.sessions));
  store.dispatch(snapshotReceived(snapshot));
  main.subscribe((event) => {
    if (event.kind === 'session-keys-changed') store.dispatch(sessionKeysChanged(event.sessionKeys));
  });
  return { store, parts, ...render(withParts(parts, children)) };
}
