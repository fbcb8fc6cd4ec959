import type { Row, RowEnd, SettingsPage } from './settings-list';

const none: RowEnd = { kind: 'none' };
const more: RowEnd = { kind: 'more' };
const value = (words: string): RowEnd => ({ kind: 'value', value: words });
const turned = (on: boolean): RowEnd => ({ kind: 'switch', on });

const iconRow = (title: string, color: string, glyph: string, end: RowEnd = more): Row => ({
  title,
  icon: { glyph, color },
  end,
});

/** The first page of the settings. */
export const settingsPage: SettingsPage = {
  title: 'Settings',
  sections: [
    {
      rows: [
        { title: 'My phone', detail: 'Account, backup and payment', end: more },
        { title: 'Software update', detail: 'Ready to install', end: value('1') },
      ],
    },
    {
      rows: [
        iconRow(
          'Airplane mode',
          '#d98324',
          'M12 3v18M12 9l9 5M12 9l-9 5M12 18l4 2.500M12 18l-4 2.500',
          turned(false),
        ),
        iconRow(
          'Wi-Fi',
          '#2463c4',
          'M4 10a12 12 0 0 1 16 0M7 13.500a7.500 7.500 0 0 1 10 0M10.500 17a2.500 2.500 0 0 1 3 0',
          value('Off'),
        ),
        iconRow('Bluetooth', '#2463c4', 'M7 8l10 8-5 4V4l5 4L7 16', value('On')),
        iconRow('Mobile data', '#2a9150', 'M5 19v-3M10 19v-7M15 19V9M20 19V5', value('On')),
      ],
    },
    {
      rows: [
        iconRow('Notifications', '#c2382e', 'M6 17V11a6 6 0 0 1 12 0v6l1.500 1.500h-15zM10.500 21h3'),
        iconRow('Sounds', '#c23a5c', 'M4 10v4h4l5 4V6L8 10zM16.500 9a4 4 0 0 1 0 6'),
        iconRow('Do not disturb', '#5a489f', 'M19 14.500A8 8 0 1 1 10 5a6.500 6.500 0 0 0 9 9.500z'),
        iconRow(
          'Screen time',
          '#5a489f',
          'M7 3.500h10M7 20.500h10M8 3.500c0 5 8 5 8 8.500s-8 3.500-8 8.500M16 3.500c0 5-8 5-8 8.500s8 3.500 8 8.500',
        ),
      ],
    },
    {
      rows: [
        iconRow('Mail', '#2463c4', 'M3.500 6h17v12.500h-17zM3.500 7l8.500 6.500L20.500 7'),
        iconRow(
          'Contacts',
          '#86705a',
          'M8.400 9a3.600 3.600 0 1 0 7.200 0a3.600 3.600 0 1 0-7.200 0M5 20c.6-4 3.400-6 7-6s6.400 2 7 6',
        ),
        iconRow('Calendar', '#c2382e', 'M4 6h16v14H4zM4 10h16M8 3.500v4M16 3.500v4'),
        iconRow('Photos', '#d9663b', 'M4 6h16v12H4zM4 15l5-4.500 4 3.500 3-2.500 4 3.500'),
        iconRow('Files', '#2d6aa3', 'M3.500 7.500v11h17v-9h-8.500l-2-2z'),
      ],
    },
    {
      rows: [
        iconRow('General', '#59646a', 'M4 7h10M18 7h2M4 12h3M11 12h9M4 17h8M16 17h4'),
        iconRow('Display', '#2463c4', 'M8 12a4 4 0 1 0 8 0a4 4 0 1 0-8 0M12 3v2M12 19v2M3 12h2M19 12h2'),
        iconRow(
          'Battery',
          '#2a9150',
          'M3.500 8h15v8h-15zM20.500 11v2M6 10.500v3M9 10.500v3M12 10.500v3',
          value('71 %'),
        ),
        iconRow('Privacy', '#2463c4', 'M12 3.500l7 2.500v6c0 4.500-3 7-7 8.500-4-1.500-7-4-7-8.500V6z'),
        iconRow(
          'Storage',
          '#59646a',
          'M4 6h16v5H4zM4 13h16v5H4zM7 8.500h1M7 15.500h1',
          value('41 of 128 GB'),
        ),
      ],
    },
  ],
};

/** The mail accounts, one of them not verified. */
export const accountsPage: SettingsPage = {
  title: 'Accounts',
  back: 'Mail',
  sections: [
    {
      header: 'Accounts',
      rows: [
        { title: 'Home', detail: 'Mail, Contacts, Calendars and 6 more', end: more },
        { title: 'Work', detail: 'Account not verified', tone: 'alert', end: more },
        { title: 'Subscribed Calendars', detail: 'School holidays 2026', end: more },
        { title: 'Add Account', tone: 'link', end: none },
      ],
    },
    {
      rows: [{ title: 'Fetch New Data', end: value('Push') }],
      footer: ['Work could not sign in. Enter the password', 'again to keep receiving mail.'],
    },
    {
      header: 'Messages',
      rows: [
        { title: 'Preview', end: value('2 Lines') },
        { title: 'Show To/Cc Labels', end: turned(false) },
        { title: 'Ask Before Deleting', end: turned(true) },
      ],
    },
    {
      header: 'Threading',
      rows: [
        { title: 'Organize by Thread', end: turned(true) },
        { title: 'Collapse Read Messages', end: turned(true) },
        { title: 'Most Recent on Top', end: turned(false) },
      ],
    },
    {
      header: 'Composing',
      rows: [
        { title: 'Always Copy Myself', end: turned(false) },
        { title: 'Default Account', end: value('Home') },
        { title: 'Signature', end: value('Plain') },
      ],
    },
  ],
};
