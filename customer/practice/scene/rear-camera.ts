import { type CameraView, createBackdrop, lookAt, world } from './camera-view';
import { type Context, ease, mix, oval, radial } from './drawing';
import { paintBooks, paintPlant, paintTable, paintWall } from './room';
import { paintRouter } from './router';

export interface RearView extends CameraView {
  readonly torch: boolean;
}

const rest = { x: world.width / 2, y: world.height / 2 };
const ports = { x: 640, y: 650 };
const label = { x: 1153, y: 650 };

const backdrop = createBackdrop(7, (c) => {
  paintWall(c);
  paintPlant(c);
  paintBooks(c);
});

/** Where the hand aims when zoomed in: the ports for a while, then the label, and back. */
function aim(seconds: number) {
  const at = seconds % 20;
  const share = ease(at, 8, 10) - ease(at, 18, 20);
  return { x: mix(ports.x, label.x, share), y: mix(ports.y, label.y, share) };
}

/** Room light, and the torch's cone over it. */
function paintLight(c: Context, { width, height, torch }: RearView): void {
  const reach = Math.hypot(width, height) / 2;
  if (!torch) {
    c.fillStyle = 'rgb(12 15 20 / 0.32)';
    c.fillRect(0, 0, width, height);
  } else {
    c.globalCompositeOperation = 'soft-light';
    c.fillStyle = radial(c, width / 2, height * 0.52, reach, [
      [0, 'rgb(255 250 240 / 0.6)'],
      [0.55, 'rgb(255 250 240 / 0.4)'],
      [1, 'rgb(255 250 240 / 0)'],
    ]);
    c.fillRect(0, 0, width, height);
    c.globalCompositeOperation = 'screen';
    c.fillStyle = radial(c, width / 2, height * 0.5, reach * 0.75, [
      [0, 'rgb(255 250 238 / 0.15)'],
      [1, 'rgb(255 250 238 / 0)'],
    ]);
    c.fillRect(0, 0, width, height);
    c.globalCompositeOperation = 'source-over';
  }
  c.fillStyle = radial(c, width / 2, height / 2, reach, [
    [0.55, 'rgb(10 8 6 / 0)'],
    [1, `rgb(10 8 6 / ${torch ? 0.42 : 0.5})`],
  ]);
  c.fillRect(0, 0, width, height);
}

/** Paints what the rear camera sees: the back of a home router on a table. */
export function paintRear(c: Context, view: RearView): void {
  c.save();
  lookAt(c, view, aim(view.seconds), rest, 9);
  backdrop(c);
  paintTable(c);
  c.save();
  c.translate(715, 792);
  c.scale(1, 0.09);
  oval(
    c,
    0,
    0,
    640,
    640,
    radial(c, 0, 0, 640, [
      [0.5, 'rgb(14 7 3 / 0.85)'],
      [1, 'rgb(14 7 3 / 0)'],
    ]),
  );
  c.restore();
  paintRouter(c, view.seconds, view.torch);
  c.restore();
  paintLight(c, view);
}
