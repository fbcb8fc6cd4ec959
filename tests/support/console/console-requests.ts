import type { Page } from '@playwright/test';

/** Asks the console's main process as its page would; throws where it refuses. */
export function consoleRequest(
  consolePage: Page,
  name: string,
  args: Record<string, unknown>,
): Promise<unknown> {
  return consolePage.evaluate(
    async ([asked, given]) => {
      const { sightline } = window as unknown as {
        sightline: {
          request: (name: string, args: unknown) => Promise<{ ok?: boolean; value?: unknown }>;
        };
      };
      const reply = await sightline.request(asked, given);
      if (!('value' in reply)) throw new Error(`${asked}: ${JSON.stringify(reply)}`);
      return reply.value;
    },
    [name, args] as const,
  );
}

/** The console's newest session. */
export async function newestSessionId(consolePage: Page): Promise<string> {
  const snapshot = (await consoleRequest(consolePage, 'get-snapshot', {})) as {
    sessions: { sessionId: string }[];
  };
  const sessionId = snapshot.sessions.at(-1)?.sessionId;
  if (sessionId === undefined) throw new Error('the console has no session');
  return sessionId;
}
