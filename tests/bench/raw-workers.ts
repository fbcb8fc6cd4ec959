// Workers of the raw road: each is sent as text, so it uses nothing from outside itself.

interface Access {
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

/** Reads `/bytes` into the browser's own file system, hashing each piece meanwhile. */
export async function downloadWorker(): Promise<void> {
  const folder = await navigator.storage.getDirectory();
  const handle = (await folder.getFileHandle('raw-road', { create: true })) as unknown as {
    createSyncAccessHandle: () => Promise<Access>;
  };
  const access = await handle.createSyncAccessHandle();
  access.truncate(0);
  const started = performance.now();
  const response = await fetch('/bytes');
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let at = 0;
  let piece = new Uint8Array(512 * 1024);
  let filled = 0;
  let hashing: Promise<unknown> = Promise.resolve();
  const take = async (): Promise<void> => {
    const whole = piece.subarray(0, filled);
    await hashing;
    hashing = crypto.subtle.digest('SHA-256', whole);
    access.write(whole, { at });
    at += filled;
    piece = new Uint8Array(512 * 1024);
    filled = 0;
  };
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    let { value } = part;
    while (value.length > 0) {
      const taken = Math.min(value.length, piece.length - filled);
      piece.set(value.subarray(0, taken), filled);
      filled += taken;
      value = value.subarray(taken);
      if (filled === piece.length) await take();
    }
  }
  await take();
  await hashing;
  access.flush();
  access.close();
  await fetch(`/finished/${performance.now() - started}`);
}

/** Puts what the download worker wrote, in bodies of 4 MiB, two at once. */
export async function uploadWorker(): Promise<void> {
  const folder = await navigator.storage.getDirectory();
  const file = await (await folder.getFileHandle('raw-road')).getFile();
  const bodyBytes = 4 * 1024 * 1024;
  const started = performance.now();
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < file.size) {
      const at = next;
      next += bodyBytes;
      await fetch(`/up/${at}`, { method: 'PUT', body: file.slice(at, at + bodyBytes) });
    }
  };
  await Promise.all([lane(), lane()]);
  await fetch('/flush');
  const milliseconds = performance.now() - started;
  await folder.removeEntry('raw-road');
  await fetch(`/finished/${milliseconds}`);
}
