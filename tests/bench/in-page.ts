// Functions that run inside a page: each is sent as text, so it uses nothing from outside itself.

/** Moves the pointer pressed on `target` and times, in milliseconds, how long each move takes to change what is drawn there. */
export async function strokeLatencies(wanted: {
  readonly target: string;
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly points: number;
}): Promise<number[]> {
  const target = document.querySelector(wanted.target);
  if (target === null) throw new Error('nothing to draw on');
  const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
  const latencies: number[] = [];
  for (let step = 1; step <= wanted.points; step += 1) {
    const x = wanted.x + (step * wanted.length) / wanted.points;
    const alphaThere = () => {
      let sum = 0;
      for (const canvas of target.querySelectorAll('canvas')) {
        const box = canvas.getBoundingClientRect();
        const scale = canvas.width / box.width;
        const painter = canvas.getContext('2d');
        const at = painter?.getImageData((x - box.x) * scale - 1, (wanted.y - box.y) * scale - 1, 3, 3);
        for (const value of at?.data ?? []) sum += value;
      }
      return sum;
    };
    await frame();
    const before = alphaThere();
    const started = performance.now();
    const event = { clientX: x, clientY: wanted.y, pointerId: 1, bubbles: true, isPrimary: true };
    target.dispatchEvent(new PointerEvent('pointermove', event));
    for (let tries = 0; alphaThere() === before; tries += 1) {
      if (tries > 120) throw new Error(`nothing was drawn at point ${step}`);
      await frame();
    }
    latencies.push(performance.now() - started);
  }
  return latencies;
}

/** Lays a Konva stage over `box` that does nothing but lengthen one line. */
export function layBareStage(box: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}): void {
  interface Line {
    points(points?: number[]): number[];
  }
  interface Layer {
    add(line: Line): void;
    batchDraw(): void;
  }
  interface BareKonva {
    Stage: new (options: object) => { add(layer: Layer): void };
    Layer: new (options: object) => Layer;
    Line: new (options: object) => Line;
  }
  const { Konva } = window as unknown as { Konva: BareKonva };
  const element = document.createElement('div');
  element.id = 'bare-stage';
  Object.assign(element.style, {
    position: 'fixed',
    left: `${box.x}px`,
    top: `${box.y}px`,
    width: `${box.width}px`,
    height: `${box.height}px`,
    zIndex: '10000',
  });
  document.body.append(element);
  const stage = new Konva.Stage({ container: element, width: box.width, height: box.height });
  const layer = new Konva.Layer({ listening: false });
  const line = new Konva.Line({ points: [], stroke: '#FF4A26', strokeWidth: 5, lineCap: 'round' });
  layer.add(line);
  stage.add(layer);
  element.addEventListener('pointermove', (event) => {
    const { x, y } = element.getBoundingClientRect();
    line.points([...line.points(), event.clientX - x, event.clientY - y]);
    layer.batchDraw();
  });
}

/** Begins to watch what the phone's frozen picture shows; `inkSeen` then tells when it changes. */
export function watchInk(): void {
  const small = document.createElement('canvas');
  small.width = 160;
  small.height = 160;
  const painter = small.getContext('2d', { willReadFrequently: true });
  if (painter === null) throw new Error('no canvas');
  const look = () => {
    painter.clearRect(0, 0, small.width, small.height);
    for (const canvas of document.querySelectorAll('canvas')) {
      if (canvas.width > 0 && canvas.height > 0) painter.drawImage(canvas, 0, 0, small.width, small.height);
    }
    let sum = 0;
    for (const value of painter.getImageData(0, 0, small.width, small.height).data)
      sum = (sum * 31 + value) | 0;
    return sum;
  };
  const before = look();
  const changed = async (): Promise<number> => {
    for (let tries = 0; tries < 300; tries += 1) {
      await new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
      if (look() !== before) return Date.now();
    }
    throw new Error('nothing changed on the phone');
  };
  (window as unknown as { inkSeen: Promise<number> }).inkSeen = changed();
}

/** When what is watched changed, in milliseconds since the Unix epoch. */
export function inkSeen(): Promise<number> {
  return (window as unknown as { inkSeen: Promise<number> }).inkSeen;
}

/** The milliseconds between as many animation frames. */
export async function frameIntervals(count: number): Promise<number[]> {
  const intervals: number[] = [];
  let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
  while (intervals.length < count) {
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    intervals.push(now - last);
    last = now;
  }
  return intervals;
}
