import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { Provider } from 'react-redux';
import { vi } from 'vitest';
import { snapshotReceived } from '../../../../renderer/store/console-slice';
import { sessionsReceived } from '../../../../renderer/store/sessions-slice';
import { makeStore } from '../../../../renderer/store/store';
import { SightlineTheme } from '../../../../renderer/theme/sightline-theme';
import type { FakeMain } from '../store/samples';

/** Renders part of the console over a fake main whose snapshot the store already holds. */
export function renderConsole(main: FakeMain, children: ReactNode) {
  vi.stubGlobal('sightline', {
    request: async (name: Parameters<FakeMain['request']>[0], args: never) => ({
      ok: true,
      value: await main.request(name, args),
    }),
    onEvent: () => () => undefined,
  });
  const store = makeStore({ request: main.request, now: Date.now });
  const snapshot = main.snapshot();
  store.dispatch(sessionsReceived(snapshot.sessions));
  store.dispatch(snapshotReceived(snapshot));
  const view = render(
    <Provider store={store}>
      <SightlineTheme scheme="light">{children}</SightlineTheme>
    </Provider>,
  );
  return { store, ...view };
}
