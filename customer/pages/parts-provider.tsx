import type { ReactNode } from 'react';
import { StrokesProvider } from '../annotation/strokes-context';
import { BroadcastProvider } from '../broadcast/broadcast-context';
import { CameraProvider } from '../camera/camera-context';
import { FilesProvider } from '../files/files-context';
import { PhotoProvider } from '../photos/photo-context';
import { ScreenProvider } from '../screen/screen-context';
import { ClientProvider } from '../session/context';
import { SharingControlsProvider } from '../session/sharing-controls';
import { SourcesProvider } from '../sharing/sources-context';
import type { ClientParts } from './client-parts';

/** Hands every part to what is shown within. */
export function PartsProvider({
  parts,
  children,
}: {
  readonly parts: ClientParts;
  readonly children: ReactNode;
}) {
  return (
    <ClientProvider value={parts.client}>
      <CameraProvider value={parts.camera}>
        <ScreenProvider value={parts.screen}>
          <PhotoProvider value={parts.photo}>
            <BroadcastProvider value={parts.broadcast}>
              <StrokesProvider value={parts.strokes}>
                <FilesProvider value={parts.files}>
                  <SourcesProvider value={parts.sources}>
                    <SharingControlsProvider value={parts.sources}>{children}</SharingControlsProvider>
                  </SourcesProvider>
                </FilesProvider>
              </StrokesProvider>
            </BroadcastProvider>
          </PhotoProvider>
        </ScreenProvider>
      </CameraProvider>
    </ClientProvider>
  );
}
