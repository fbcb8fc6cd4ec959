import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import type { ConsoleApp } from '../console/console-app';
import { logOf } from './watching';

const run = promisify(execFile);

/** Kept bytes as an entry of the log names them. */
export interface LoggedBlob {
  readonly hash: string;
  readonly type: string;
  readonly size: number;
}

/** Finds the path and the bytes of what an entry of the log names; their hash is checked. */
export async function keptBlob(
  { page, dataFolder }: ConsoleApp,
  blob: LoggedBlob,
): Promise<{ path: string; bytes: Buffer }> {
  const { sessionId } = await logOf(page);
  const path = join(dataFolder, 'sessions', sessionId, blob.hash);
  const bytes = readFileSync(path);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(blob.hash);
  expect(bytes.length).toBe(blob.size);
  return { path, bytes };
}

/** Tells what ffprobe reads from a whole recording. */
export async function probe(path: string): Promise<{ codec: string; frames: number; seconds: number }> {
  const { stdout } = await run('ffprobe', [
    ...['-v', 'error', '-count_frames', '-select_streams', 'v:0', '-of', 'json'],
    ...['-show_entries', 'stream=codec_name,nb_read_frames:packet=pts_time'],
    path,
  ]);
  const { streams, packets } = JSON.parse(stdout) as {
    streams: { codec_name: string; nb_read_frames: string }[];
    packets: { pts_time: string }[];
  };
  const [stream] = streams;
  const seconds = Number(packets.at(-1)?.pts_time ?? 0);
  return { codec: stream?.codec_name ?? '', frames: Number(stream?.nb_read_frames ?? 0), seconds };
}
