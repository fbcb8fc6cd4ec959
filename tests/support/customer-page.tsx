import { act, render } from '@testing-library/react';
import { App } from '../../customer/app';
import { BroadcastController } from '../../customer/broadcast/broadcast-controller';
import { CameraController } from '../../customer/camera/camera-controller';
import { PhotoController } from '../../customer/photos/photo-controller';
import { PictureUploads } from '../../customer/photos/picture-uploads';
import { ScreenController } from '../../customer/screen/screen-controller';
import { ClientContext } from '../../customer/session/context';
import { Sources } from '../../customer/sharing/sources';
import { VideoSender } from '../../customer/video/video-sender';
import type { EventBody, SessionEvent } from '../../shared/session/session-event';
import { ScriptedCustomerSite } from './scripted-customer-site';

/** The customer client in a page, on a scripted site. */
export async function openCustomerPage(keyFromLink = ''): Promise<ScriptedCustomerSite> {
  const site = new ScriptedCustomerSite();
  const { client } = site;
  const sender = new VideoSender(client);
  const uploads = new PictureUploads(client);
  const parts = {
    client,
    sender,
    uploads,
    camera: new CameraController(client, sender, uploads),
    screen: new ScreenController(client, sender),
    photo: new PhotoController(client, sender, uploads),
    broadcast: new BroadcastController(client, 'https://support.example'),
  };
  const sources = new Sources(parts);
  await act(async () => {
    render(
      <ClientContext value={{ ...parts, sources }}>
        <App keyFromLink={keyFromLink} />
      </ClientContext>,
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
