import { act, render } from '@testing-library/react';
import type { LateFiles } from '../../../customer/files/late-files';
import { App } from '../../../customer/pages/app';
import { makeClientParts } from '../../../customer/pages/client-parts';
import { PartsProvider } from '../../../customer/pages/parts-provider';
import type { SessionClient } from '../../../customer/session/session-client';
import type { EventBody, SessionEvent } from '../../../shared/session/session-event';
import { ScriptedCustomerSite } from '../played/scripted-customer-site';

/** The customer client in a page, on a scripted site. */
export async function openCustomerPage(
  keyFromLink = '',
  filesOf?: (client: SessionClient) => LateFiles,
): Promise<ScriptedCustomerSite> {
  const site = new ScriptedCustomerSite();
  const parts = makeClientParts(site.client, 'https://support.example', filesOf?.(site.client));
  await act(async () => {
    render(
      <PartsProvider parts={parts}>
        <App link={{ sessionKey: keyFromLink, secret: undefined }} />
      </PartsProvider>,
    );
    site.client.start();
  });
  return site;
}

/** Joins and, with `accept`, is accepted, with the page following. */
export const joinOn = (site: ScriptedCustomerSite, accept = true): Promise<void> =>
  act(() => site.join({ accept }));

/** The log grows by an entry, with the page following. */
export const appendOn = (
  site: ScriptedCustomerSite,
  by: SessionEvent['by'],
  body: EventBody,
): Promise<void> => act(() => site.append(by, body));
