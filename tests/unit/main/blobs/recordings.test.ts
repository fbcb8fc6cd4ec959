import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BlobError } from '../../../../main/blobs/blob-error';
import { BlobStore } from '../../../../main/blobs/blob-store';
import { Recordings } from '../../../../main/blobs/recordings';
import { bytesOfType, sha256 } from '../../../support/pictures';
import { temporaryFolder } from '../../../support/temporary-folder';

const sessionId = 'session-0001';
const recordingId = 'recording-1';

function storedRecordings() {
  const root = temporaryFolder();
  const recordings = new Recordings(new BlobStore(root));
  const names = () => readdirSync(join(root, sessionId));
  return { root, recordings, names };
}

const codeOf = (error: unknown) => (error instanceof BlobError ? error.code : String(error));

describe('a recording', () => {
  test('is on disk as it comes, and is named by its hash when it is closed', async () => {
    const { root, recordings, names } = storedRecordings();
    const first = bytesOfType('video/webm', 300);
    const second = bytesOfType('image/png', 200, 2);
    recordings.begin(sessionId, recordingId);
    expect(recordings.isGrowing(sessionId, recordingId)).toBe(true);
    await recordings.append(sessionId, recordingId, first);
    expect(readFileSync(join(root, sessionId, `${recordingId}.recording`))).toEqual(first);
    await recordings.append(sessionId, recordingId, second);
    const whole = Buffer.concat([first, second]);
    expect(recordings.close(sessionId)).toEqual({ hash: sha256(whole), type: 'video/webm', size: 500 });
    expect(names()).toEqual([sha256(whole)]);
    expect(readFileSync(join(root, sessionId, sha256(whole)))).toEqual(whole);
    expect(recordings.isGrowing(sessionId, recordingId)).toBe(false);
    expect(recordings.close(sessionId)).toBeUndefined();
  });

  test('with nothing in it leaves nothing', () => {
    const { recordings, names } = storedRecordings();
    recordings.begin(sessionId, recordingId);
    expect(recordings.close(sessionId)).toBeUndefined();
    expect(names()).toEqual([]);
  });

  test('takes nothing but WebM, and nothing when it is closed or another one', async () => {
    const { recordings } = storedRecordings();
    const webm = bytesOfType('video/webm');
    await expect(recordings.append(sessionId, recordingId, webm).catch(codeOf)).resolves.toBe(
      'not-recording',
    );
    recordings.begin(sessionId, recordingId);
    const png = recordings.append(sessionId, recordingId, bytesOfType('image/png'));
    await expect(png.catch(codeOf)).resolves.toBe('wrong-type');
    await expect(recordings.append(sessionId, 'recording-2', webm).catch(codeOf)).resolves.toBe(
      'not-recording',
    );
    recordings.close(sessionId);
    await expect(recordings.append(sessionId, recordingId, webm).catch(codeOf)).resolves.toBe(
      'not-recording',
    );
  });

  test('closed while a piece is flushed has that piece', async () => {
    const { recordings } = storedRecordings();
    recordings.begin(sessionId, recordingId);
    const webm = bytesOfType('video/webm', 5_000);
    const appending = recordings.append(sessionId, recordingId, webm);
    expect(recordings.close(sessionId)).toEqual({ hash: sha256(webm), type: 'video/webm', size: 5_000 });
    await appending;
  });
});

describe('after a crash', () => {
  test('what there is of a recording is kept, named by its hash', async () => {
    const { root, recordings, names } = storedRecordings();
    const webm = bytesOfType('video/webm', 3_000_000);
    recordings.begin(sessionId, recordingId);
    await recordings.append(sessionId, recordingId, webm);
    // The process is gone: nothing was closed.
    recordings.dispose();
    const next = new Recordings(new BlobStore(root));
    const left = next.takeLeft(sessionId, () => false);
    expect(left?.blob).toEqual({ hash: sha256(webm), type: 'video/webm', size: webm.length });
    expect(Math.abs((left?.lastWrittenAt ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(names()).toEqual([sha256(webm)]);
  });

  test('one closed but not logged is found again; one logged is not', async () => {
    const { root, recordings } = storedRecordings();
    recordings.begin(sessionId, recordingId);
    await recordings.append(sessionId, recordingId, bytesOfType('video/webm'));
    const closed = recordings.close(sessionId);
    const next = new Recordings(new BlobStore(root));
    expect(next.takeLeft(sessionId, () => false)?.blob).toEqual(closed);
    expect(next.takeLeft(sessionId, (hash) => hash === closed?.hash)).toBeUndefined();
  });

  test('an empty file is no recording', () => {
    const { root, recordings, names } = storedRecordings();
    recordings.begin(sessionId, recordingId);
    recordings.dispose();
    writeFileSync(join(root, sessionId, 'picture'), bytesOfType('image/png'));
    expect(new Recordings(new BlobStore(root)).takeLeft(sessionId, () => false)).toBeUndefined();
    expect(names()).toEqual(['picture']);
    expect(new Recordings(new BlobStore(root)).takeLeft('session-0002', () => false)).toBeUndefined();
  });
});
