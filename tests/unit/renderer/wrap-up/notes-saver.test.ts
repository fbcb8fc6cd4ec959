import { describe, expect, it } from 'vitest';
import { RequestRefusedError } from '../../../../renderer/ipc/request';
import { NotesSaver, notesPauseMs } from '../../../../renderer/wrap-up/notes-saver';

interface Save {
  readonly id: string;
  readonly text: string;
  readonly done: () => Promise<void>;
  readonly fail: (message: string) => Promise<void>;
}

function desk(savedText = '') {
  const saves: Save[] = [];
  let timer: { readonly ms: number; readonly action: () => void } | undefined;
  let made = 0;
  const saver = new NotesSaver(savedText, {
    save: (id, text) =>
      new Promise((resolve, reject) => {
        const settled = () => new Promise<void>((next) => setImmediate(next));
        saves.push({
          id,
          text,
          done: () => {
            resolve(null);
            return settled();
          },
          fail: (message) => {
            reject(new RequestRefusedError('failed', message));
            return settled();
          },
        });
      }),
    after: (ms, action) => {
      const own = { ms, action };
      timer = own;
      return () => {
        if (timer === own) timer = undefined;
      };
    },
    makeId: () => {
      made += 1;
      return `id-${made}`;
    },
  });
  const pause = () => {
    const { ms, action } = timer ?? { ms: 0, action: () => undefined };
    timer = undefined;
    expect(ms).toBe(notesPauseMs);
    action();
  };
  return { saver, saves, pause, hasTimer: () => timer !== undefined };
}

describe('NotesSaver', () => {
  it('saves once after a pause, whatever was typed before', async () => {
    const { saver, saves, pause } = desk();
    saver.write('Zy');
    saver.write('Zyxel');
    expect(saver.state().kind).toBe('waiting');
    pause();
    expect(saves.map(({ text }) => text)).toEqual(['Zyxel']);
    await saves[0]?.done();
    expect(saver.state().kind).toBe('saved');
  });

  it('saves what was typed during a save afterwards, never two at once', async () => {
    const { saver, saves, pause } = desk();
    saver.write('one');
    pause();
    saver.write('two');
    pause();
    expect(saves).toHaveLength(1);
    await saves[0]?.done();
    expect(saves.map(({ id, text }) => [id, text])).toEqual([
      ['id-1', 'one'],
      ['id-2', 'two'],
    ]);
    await saves[1]?.done();
    expect(saver.state().kind).toBe('saved');
  });

  it('keeps the text where saving fails, and tries again under the same identifier', async () => {
    const { saver, saves } = desk();
    saver.write('kept');
    saver.flush();
    await saves[0]?.fail('The disk is full.');
    expect(saver.state()).toEqual({ kind: 'failed', problem: 'The disk is full.' });
    expect(saver.text()).toBe('kept');
    saver.flush();
    expect(saves.map(({ id }) => id)).toEqual(['id-1', 'id-1']);
  });

  it('saves nothing that is saved, and clears its timer', () => {
    const { saver, saves, hasTimer } = desk('as before');
    saver.write('as before!');
    saver.write('as before');
    saver.flush();
    expect([saves.length, hasTimer(), saver.state().kind]).toEqual([0, false, 'saved']);
  });

  it('takes up what was saved elsewhere, but never over what is being typed', () => {
    const { saver } = desk('old');
    saver.follow('new');
    expect(saver.text()).toBe('new');
    saver.write('mine');
    saver.follow('theirs');
    expect(saver.text()).toBe('mine');
  });
});
