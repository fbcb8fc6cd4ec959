import { expect, test } from 'vitest';
import { checkHost, checkPort } from '../../../../renderer/settings/site-settings';
import { checkServer } from '../../../../renderer/settings/video-settings';

test.each(['1024', ' 8443 ', '65535'])('port %s is right', (text) => expect(checkPort(text)).toBeNull());
test.each(['', '80', '65536', '8443.5', 'https', '-1'])('port %j is explained', (text) =>
  expect(checkPort(text)).toContain('1024'),
);

test.each(['', 'help.example.com', '192.0.2.24', '[2001:db8::1]'])('host %j is right', (text) =>
  expect(checkHost(text)).toBeNull(),
);
test.each(['https://help.example.com', 'help.example.com:8443', 'a b', 'help/path', 'me@host'])(
  'host %j is explained',
  (text) => expect(checkHost(text)).toContain('example'),
);

test('ICE servers begin with their scheme', () => {
  expect(checkServer('turn:turn.example.com:3478')).toBeNull();
  expect(checkServer('turn.example.com')).toContain('Begin with stun:');
});
