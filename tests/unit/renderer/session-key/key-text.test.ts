import { expect, test } from 'vitest';
import { outcomeOf } from '../../../../renderer/session-key/key-outcome';
import { groupedKey, lifetimeWords, spokenKey } from '../../../../renderer/session-key/key-text';
import { qrPath } from '../../../../renderer/session-key/qr-code';
import { readAloudSteps } from '../../../../renderer/session-key/read-aloud';
import { noSessions } from '../../../../renderer/store/sessions-slice';
import { openKey, siteOn } from '../store/samples';

test('a key is grouped for eyes and spelled for ears', () => {
  expect(groupedKey('418207951')).toBe('418 207 951');
  expect(spokenKey('418207951')).toBe('4 1 8, 2 0 7, 9 5 1');
});

test('lifetimes are said in minutes or hours', () => {
  expect([1, 5, 30, 60, 90, 240, 1440].map(lifetimeWords)).toEqual([
    '1 minute',
    '5 minutes',
    '30 minutes',
    '1 hour',
    '90 minutes',
    '4 hours',
    '24 hours',
  ]);
});

test('a key is open until it expires, or main no longer lists it', () => {
  const before = openKey.expiresAt - 1;
  expect(outcomeOf(openKey, true, noSessions, before).kind).toBe('open');
  expect(outcomeOf(openKey, false, noSessions, before).kind).toBe('closed');
  expect(outcomeOf(openKey, true, noSessions, openKey.expiresAt).kind).toBe('expired');
});

test('the certificate warning is read aloud only where phones warn', () => {
  const imported = { ...siteOn, certificate: { ...siteOn.certificate, kind: 'imported' as const } };
  expect(readAloudSteps(siteOn, '418207951').join(' ')).toContain('not private');
  expect(readAloudSteps(imported, '418207951').join(' ')).not.toContain('not private');
});

test('the QR code of a link fits a camera: version 3, with its three finders', () => {
  const { path, size } = qrPath('https://192.0.2.24:8443/#418207951');
  expect(size).toBe(29);
  expect(path.startsWith('M0 0h7v1H0z')).toBe(true);
});
