import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './roles.css';
import './base.css';
import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { Settings } from '../../shared/settings/settings';
import { theme } from './theme';

/** The scheme to show: the one chosen, or the system's. */
export function useShownScheme(chosen: Settings['colorScheme']): 'light' | 'dark' {
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)', false, {
    getInitialValueInEffect: false,
  });
  if (chosen !== 'system') return chosen;
  return systemIsDark ? 'dark' : 'light';
}

/** Gives everything inside it the look, in the scheme chosen. */
export function SightlineTheme({
  scheme,
  children,
}: {
  readonly scheme: Settings['colorScheme'];
  readonly children: ReactNode;
}) {
  const shown = useShownScheme(scheme);
  return (
    <MantineProvider theme={theme} forceColorScheme={shown}>
      {children}
    </MantineProvider>
  );
}
