import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { RecordLog } from '../../../../../customer/files/worker/record-log';
import { MemoryDisk } from '../../../../support/played/memory-disk';

const schema = z.number();
const read = async (disk: MemoryDisk) => {
  const { log, records, isNew } = await RecordLog.open(disk, schema);
  log.close();
  return { records, isNew };
};

async function written(...records: readonly number[]): Promise<MemoryDisk> {
  const disk = new MemoryDisk();
  const { log } = await RecordLog.open(disk, schema);
  log.append(records);
  return disk;
}

describe('the log of the phone’s index', () => {
  test('what was appended is read again, and the first time says that there was none', async () => {
    expect((await read(new MemoryDisk())).isNew).toBe(true);
    const disk = await written(1, 2, 3);
    expect(await read(disk.afterKill())).toEqual({ records: [1, 2, 3], isNew: false });
  });

  test('cut anywhere, it keeps every whole record and goes on behind it', async () => {
    const disk = await written(1, 22, 333);
    const whole = disk.files.get('index-a') ?? new Uint8Array();
    const head = whole.indexOf(10) + 1;
    for (let cut = head; cut <= whole.length; cut += 1) {
      const killed = disk.afterKill();
      killed.files.set('index-a', whole.slice(0, cut));
      const { log, records } = await RecordLog.open(killed, schema);
      expect([1, 22, 333].slice(0, records.length)).toEqual(records);
      log.append([4]);
      expect((await read(killed.afterKill())).records).toEqual([...records, 4]);
    }
  });

  test('made anew of what is alive, it is the old or the new one wherever a kill falls', async () => {
    const disk = new MemoryDisk();
    const { log } = await RecordLog.open(disk, schema);
    log.append(Array.from({ length: 3_000 }, (_, index) => index));
    const before = disk.afterKill();
    await log.tidy(() => [7, 8], 2);
    const made = disk.files.get('index-b') ?? new Uint8Array();
    expect(made.length).toBeGreaterThan(0);
    for (let cut = 0; cut < made.length; cut += 1) {
      const killed = before.afterKill();
      killed.files.set('index-b', made.slice(0, cut));
      expect((await read(killed)).records).toHaveLength(3_000);
    }
    log.append([9]);
    expect(await read(disk.afterKill())).toEqual({ records: [7, 8, 9], isNew: false });
  });

  test('a log that cannot be made anew for want of room stays as it was', async () => {
    const disk = new MemoryDisk();
    const { log } = await RecordLog.open(disk, schema);
    log.append(Array.from({ length: 3_000 }, (_, index) => index));
    disk.fault = 'quota-exceeded';
    await expect(log.tidy(() => [7], 1)).rejects.toThrow('quota-exceeded');
    disk.fault = null;
    log.append([9]);
    expect((await read(disk.afterKill())).records).toHaveLength(3_001);
  });

  test('a record of another version is left out and the others are read', async () => {
    const disk = await written(1);
    const { log } = await RecordLog.open(disk.afterKill(), z.unknown());
    log.close();
    const other = disk.afterKill();
    const opened = await RecordLog.open<unknown>(other, z.unknown());
    opened.log.append([{ from: 'the future' }, 2]);
    expect((await read(other.afterKill())).records).toEqual([1, 2]);
  });
});
