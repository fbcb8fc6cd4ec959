import { expect, test } from 'vitest';
import { listCommand } from '../../../../renderer/file-transfer/list-keys';

const key = (name: string, held: Partial<KeyboardEvent> = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

test('arrows go, with Shift they select as far, with Ctrl only the keyboard goes', () => {
  expect(listCommand(key('ArrowDown'), 'linux')).toEqual({ kind: 'go', to: 'next', mode: 'one' });
  expect(listCommand(key('End', { shiftKey: true }), 'linux')).toEqual({
    kind: 'go',
    to: 'last',
    mode: 'range',
  });
  expect(listCommand(key('ArrowUp', { ctrlKey: true }), 'win32')).toEqual({
    kind: 'go',
    to: 'previous',
    mode: 'focus',
  });
});

test('each system’s own keys do what they do there', () => {
  expect(listCommand(key('a', { ctrlKey: true }), 'linux')).toEqual({ kind: 'select-all' });
  expect(listCommand(key('a', { metaKey: true }), 'darwin')).toEqual({ kind: 'select-all' });
  expect(listCommand(key('a', { ctrlKey: true }), 'darwin')).toBeUndefined();
  expect(listCommand(key('ArrowUp', { metaKey: true }), 'darwin')).toEqual({ kind: 'parent' });
  expect(listCommand(key('Backspace', { metaKey: true }), 'darwin')).toEqual({ kind: 'delete' });
  expect(listCommand(key('Backspace'), 'win32')).toEqual({ kind: 'parent' });
  expect(listCommand(key('ArrowUp', { altKey: true }), 'win32')).toEqual({ kind: 'parent' });
});

test('deeds have keys, letters jump, and what means nothing stays with the window', () => {
  expect(listCommand(key('F2'), 'linux')).toEqual({ kind: 'rename' });
  expect(listCommand(key('Delete'), 'linux')).toEqual({ kind: 'delete' });
  expect(listCommand(key('Enter', { ctrlKey: true }), 'linux')).toEqual({ kind: 'transfer' });
  expect(listCommand(key('N', { ctrlKey: true, shiftKey: true }), 'linux')).toEqual({ kind: 'new-folder' });
  expect(listCommand(key('n', { ctrlKey: true }), 'linux')).toBeUndefined();
  expect(listCommand(key('F10', { shiftKey: true }), 'linux')).toEqual({ kind: 'menu' });
  expect(listCommand(key('m'), 'linux')).toEqual({ kind: 'jump', letter: 'm' });
  expect(listCommand(key('Tab'), 'linux')).toBeUndefined();
  expect(listCommand(key('k', { ctrlKey: true }), 'linux')).toBeUndefined();
});
