import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { ConsoleEvent } from '../../shared/ipc/console-event';

type Command = Extract<ConsoleEvent, { kind: 'command-chosen' }>['command'];

export interface MenuChoices {
  /** What the console's page does. */
  readonly choose: (command: Command) => void;
  readonly practice: () => void;
  readonly showLogs: () => void;
}

/** Builds the application's menu. */
export function installMenu({ choose, practice, showLogs }: MenuChoices): void {
  const isMac = process.platform === 'darwin';
  const settings: MenuItemConstructorOptions = {
    label: 'Settings…',
    accelerator: 'CmdOrCtrl+,',
    click: () => choose('open-settings'),
  };
  const template: MenuItemConstructorOptions[] = [
    ...(isMac
      ? [
          {
            label: app.name,
            submenu: [
              { role: 'about' },
              { type: 'separator' },
              settings,
              { type: 'separator' },
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              { type: 'separator' },
              { role: 'quit' },
            ],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: 'Session',
      submenu: [
        {
          label: 'Generate session key',
          accelerator: 'CmdOrCtrl+N',
          click: () => choose('generate-session-key'),
        },
        { label: 'Find', accelerator: 'CmdOrCtrl+K', click: () => choose('find') },
        ...(isMac ? [] : [{ type: 'separator' } as const, settings, { role: 'quit' } as const]),
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { label: 'Practice with a simulated phone', click: practice },
        { label: 'Show logs', click: showLogs },
        ...(isMac ? [] : [{ role: 'about' } as const]),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
