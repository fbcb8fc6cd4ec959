import { expect, test } from '../support/fixtures/fixtures';

test('the console’s page is sandboxed, isolated and has no Node', async ({ console }) => {
  const { app, page } = console;
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const used = (
      contents as unknown as { getLastWebPreferences: () => Record<string, unknown> }
    ).getLastWebPreferences();
    return {
      sandbox: used.sandbox,
      contextIsolation: used.contextIsolation,
      nodeIntegration: used.nodeIntegration,
      webviewTag: used.webviewTag,
    };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
  });
  const globals = await page.evaluate(() => ({
    process: typeof (globalThis as Record<string, unknown>).process,
    require: typeof (globalThis as Record<string, unknown>).require,
    bridge: Object.keys((globalThis as unknown as { sightline: object }).sightline).sort(),
    origin: location.origin,
  }));
  expect(globals).toEqual({
    process: 'undefined',
    require: 'undefined',
    bridge: ['grantDropped', 'onEvent', 'request'],
    origin: 'app://console',
  });
});

test('the content security policy lets no inline or foreign script run', async ({ console }) => {
  const outcome = await console.page.evaluate(async () => {
    const violated: string[] = [];
    const connectionRefused = new Promise<void>((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) => {
        violated.push(event.effectiveDirective);
        if (event.effectiveDirective === 'connect-src') resolve();
      }),
    );
    const inline = document.createElement('script');
    inline.textContent = 'window.inlineRan = true';
    document.head.append(inline);
    const foreign = document.createElement('script');
    const failed = new Promise((resolve) => foreign.addEventListener('error', resolve));
    foreign.src = 'https://localhost:1/x.js';
    document.head.append(foreign);
    await failed;
    const fetched = await fetch('https://localhost:1/').then(
      () => 'fetched',
      () => 'refused',
    );
    await connectionRefused;
    return { ran: 'inlineRan' in window, violated: [...new Set(violated)].sort(), fetched };
  });
  expect(outcome.ran).toBe(false);
  expect(outcome.fetched).toBe('refused');
  expect(outcome.violated).toEqual(['connect-src', 'script-src-elem']);
});

test('navigation and new windows are refused', async ({ console }) => {
  const { app, page } = console;
  const opened = await page.evaluate(() => window.open('https://localhost:1/') === null);
  expect(opened).toBe(true);
  await page.evaluate(() => {
    location.href = 'https://localhost:1/';
  });
  const embedded = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.src = 'https://localhost:1/';
    document.body.append(frame);
    const violated = await new Promise<string>((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
        once: true,
      }),
    );
    frame.remove();
    return violated;
  });
  expect(embedded).toBe('frame-src');
  const addresses = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getURL()),
  );
  expect(addresses).toEqual(['app://console/']);
});

test('every permission but full screen is denied', async ({ console }) => {
  const outcome = await console.page.evaluate(async () => {
    const denied = async (ask: () => Promise<unknown>): Promise<string> =>
      ask().then(
        () => 'granted',
        (error: unknown) => (error instanceof Error ? error.name : String(error)),
      );
    return {
      camera: await denied(() => navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await denied(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
      notifications: await Notification.requestPermission(),
      location: await denied(
        () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
      ),
    };
  });
  expect(outcome.camera).not.toBe('granted');
  expect(outcome.screen).not.toBe('granted');
  expect(outcome.notifications).toBe('denied');
  expect(outcome.location).not.toBe('granted');
});

test('a request from a frame inside the page, or from another window, is refused by name', async ({
  console,
}) => {
  const { app, page } = console;
  const refused = await app.evaluate(async ({ BrowserWindow, ipcMain }) => {
    const [main] = BrowserWindow.getAllWindows();
    const other = new BrowserWindow({
      show: false,
      webPreferences: { sandbox: true },
    });
    // The handler is asked directly, with the sender a hostile frame would have.
    const handlers = (
      ipcMain as unknown as { _invokeHandlers: Map<string, (event: object, envelope: unknown) => unknown> }
    )._invokeHandlers;
    const handler = handlers.get('sightline:request');
    const envelope = { name: 'get-snapshot', args: {} };
    const top = main?.webContents.mainFrame;
    const replies = await Promise.all(
      [
        { sender: main?.webContents, senderFrame: { parent: top, url: 'app://console/' } },
        { sender: main?.webContents, senderFrame: { parent: null, url: 'https://localhost:8443/' } },
        { sender: main?.webContents, senderFrame: null },
        { sender: other.webContents, senderFrame: { parent: null, url: 'app://console/' } },
      ].map((event) => handler?.(event, envelope)),
    );
    other.destroy();
    return replies.map((reply) => (reply as { refusal?: { code: string } }).refusal?.code);
  });
  expect(refused).toEqual(Array(4).fill('sender-not-trusted'));
  const accepted = await page.evaluate(
    async () =>
      (
        (await (
          window as unknown as { sightline: { request: (name: string, args: unknown) => Promise<unknown> } }
        ).sightline.request('get-snapshot', {})) as { ok: boolean }
      ).ok,
  );
  expect(accepted).toBe(true);
});

test('requests that are unknown or do not fit their schema are refused by name', async ({ console }) => {
  const codes = await console.page.evaluate(async () => {
    const { sightline } = window as unknown as {
      sightline: { request: (name: string, args: unknown) => Promise<unknown> };
    };
    const code = async (name: string, args: unknown): Promise<string | undefined> =>
      ((await sightline.request(name, args)) as { refusal?: { code: string } }).refusal?.code;
    return [
      await code('delete-everything', {}),
      await code('__proto__', {}),
      await code('send-chat-message', { sessionId: '../../etc', id: 'x', text: 5 }),
      await code('get-session-events', { sessionId: 'aaaaaaaaaaaa', afterSeq: 0, limit: 10 }),
      await code('open-link', { url: 'file:///etc/passwd' }),
    ];
  });
  expect(codes).toEqual([
    'unknown-request',
    'unknown-request',
    'invalid-arguments',
    'session-not-found',
    'link-refused',
  ]);
});
