import { describe, expect, it } from 'vitest';
import { AnnotatorWorld, frame, settle } from './annotator-world';

const kinds = (world: AnnotatorWorld) => world.annotator.elements.map(({ kind }) => kind);

describe('freezing', () => {
  it('freezes here with the press, and on the other side with the first thing to see', async () => {
    const world = new AnnotatorWorld('arrow');
    expect(world.down(100, 100)).toBe(true);
    expect(world.annotator.view().frame?.stage).toBe('local');
    expect(world.requests).toEqual([]);
    world.move(300, 200);
    expect(world.requests).toEqual(['freeze']);
    world.annotator.up();
    await world.follow();
    expect(world.requests).toEqual(['freeze', 'change add']);
    expect(world.annotator.view().frame).toMatchObject({ stage: 'shared', image: world.freeze?.image });
    expect(world.freeze?.board.elements.map(({ kind }) => kind)).toEqual(['arrow']);
  });

  it('holds marks that are finished while the picture is on its way, and then writes them in order', async () => {
    const world = new AnnotatorWorld('pin');
    world.hold();
    await world.draw([100, 100], [100, 100]);
    await world.draw([200, 100], [200, 100]);
    expect(world.requests).toEqual(['freeze']);
    expect(world.annotator.view().unwritten).toBe(2);
    await world.letGo();
    await world.follow();
    expect(world.requests).toEqual(['freeze', 'change add', 'change add']);
    expect(world.freeze?.board.elements).toEqual(world.annotator.elements);
    expect(world.annotator.view().unwritten).toBe(0);
  });

  it.each(['laser', 'select', 'eraser'] as const)('does not freeze for the %s', (tool) => {
    const world = new AnnotatorWorld(tool);
    world.down(100, 100);
    world.move(200, 100);
    world.annotator.up();
    expect(world.annotator.view().frame).toBeNull();
    expect(world.requests).toEqual([]);
  });

  it('lets the picture go on after a mere click, with nothing in the log', async () => {
    const world = new AnnotatorWorld('line');
    await world.draw([100, 100], [100, 100]);
    expect(world.annotator.view().frame).toBeNull();
    expect(world.requests).toEqual([]);
  });

  it('clears a frame whose only mark was taken back with Escape', async () => {
    const world = new AnnotatorWorld('pen');
    world.down(100, 100);
    world.move(200, 100);
    await world.frame();
    expect(world.annotator.escape()).toBe(true);
    await world.follow();
    expect(world.requests).toEqual(['freeze', 'clear']);
    expect(world.annotator.view().frame).toBeNull();
  });

  it('says so and lets the picture go on where main refuses to freeze it', async () => {
    const world = new AnnotatorWorld('pin');
    world.refusesWith = new Error('refused');
    await world.draw([100, 100], [100, 100]);
    expect(world.failures).toEqual(['The picture was not frozen']);
    expect(world.annotator.view().frame).toBeNull();
    expect(world.annotator.elements).toEqual([]);
  });

  it('keeps a frame that main has frozen while the log here is still behind', async () => {
    const world = new AnnotatorWorld('pin');
    world.down(100, 100);
    world.annotator.up();
    await settle();
    world.annotator.follow(null, 10);
    expect(world.annotator.view().frame?.stage).toBe('shared');
    world.annotator.follow(null, 12);
    expect(world.annotator.view().frame).toBeNull();
  });

  it('does nothing where there is no picture', () => {
    const world = new AnnotatorWorld('pen');
    world.hasPicture = false;
    expect(world.down(1, 1)).toBe(false);
    expect(world.annotator.view().frame).toBeNull();
  });
});

describe('marks', () => {
  it('undoes and makes again, writing each', async () => {
    const world = new AnnotatorWorld('pin');
    await world.draw([100, 100], [100, 100]);
    await world.draw([200, 100], [200, 100]);
    world.annotator.edit((marks) => marks.undo());
    await world.follow();
    expect(world.freeze?.board.elements).toHaveLength(1);
    world.annotator.edit((marks) => marks.redo());
    await world.follow();
    expect(world.requests).toEqual(['freeze', 'change add', 'change add', 'change remove', 'change add']);
    expect(world.freeze?.board.elements).toEqual(world.annotator.elements);
    expect(world.annotator.elements.map((element) => element.kind === 'pin' && element.number)).toEqual([
      1, 2,
    ]);
  });

  it('goes back to what the log has where main does not keep a mark', async () => {
    const world = new AnnotatorWorld('pin');
    await world.draw([100, 100], [100, 100]);
    world.refusesWith = new Error('refused');
    await world.draw([200, 100], [200, 100]);
    expect(world.failures).toEqual(['The mark was not kept']);
    expect(world.annotator.elements).toEqual(world.freeze?.board.elements);
    expect(world.annotator.elements).toHaveLength(1);
  });

  it('shows at once what is not written yet, and the same after it is', async () => {
    const world = new AnnotatorWorld('rectangle');
    await world.draw([100, 100], [200, 200]);
    world.hold();
    await world.draw([300, 100], [400, 200]);
    const ahead = world.annotator.elements;
    expect(ahead).toHaveLength(2);
    await world.letGo();
    await world.follow();
    expect(world.annotator.elements).toEqual(ahead);
    expect(world.freeze?.board.elements).toEqual(ahead);
  });

  it('moves what is selected, by pointer and by key, and deletes it', async () => {
    const world = new AnnotatorWorld('pin');
    await world.draw([100, 100], [100, 100]);
    world.take('select');
    await world.draw([100, 100], [150, 120]);
    expect(world.freeze?.board.elements).toMatchObject([{ at: { x: 150, y: 120 } }]);
    expect(world.annotator.edit((marks) => marks.nudge(frame, -10, 5))).toBe(true);
    await world.follow();
    expect(world.freeze?.board.elements).toMatchObject([{ at: { x: 140, y: 125 } }]);
    expect(world.annotator.edit((marks) => marks.deleteSelected())).toBe(true);
    expect(world.annotator.view().selectedIds).toEqual([]);
    await world.follow();
    expect(world.freeze?.board.elements).toEqual([]);
    expect(world.annotator.edit((marks) => marks.deleteSelected())).toBe(false);
  });

  it('wipes marks away whole, as one step', async () => {
    const world = new AnnotatorWorld('line');
    await world.draw([100, 100], [100, 300]);
    await world.draw([200, 100], [200, 300]);
    world.take('eraser');
    await world.draw([50, 200], [250, 200]);
    expect(world.requests.at(-1)).toBe('change remove remove');
    world.annotator.edit((marks) => marks.undo());
    expect(kinds(world)).toEqual(['line', 'line']);
  });

  it('holds a line to the nearest of fifteen degrees while Shift is down, also when it is pressed late', async () => {
    const world = new AnnotatorWorld('line');
    world.down(100, 100);
    world.move(300, 110);
    world.annotator.shift(true, { tolerance: 5 });
    world.annotator.up();
    await world.follow();
    expect(world.freeze?.board.elements).toMatchObject([{ from: { x: 100, y: 100 }, to: { y: 100 } }]);
  });

  it('writes a text when it is closed, and lets an empty one go', async () => {
    const world = new AnnotatorWorld('text');
    world.down(100, 100);
    world.annotator.up();
    expect(world.annotator.view().writing?.text).toBe('');
    expect(world.requests).toEqual([]);
    world.annotator.write('Press here');
    world.annotator.finishText();
    await world.follow();
    expect(world.freeze?.board.elements).toMatchObject([{ kind: 'text', text: 'Press here' }]);
    world.down(600, 300);
    world.annotator.finishText();
    await world.follow();
    expect(world.freeze?.board.elements).toHaveLength(1);
    expect(world.requests).toEqual(['freeze', 'change add']);
  });

  it('writes what was drawn before it clears', async () => {
    const world = new AnnotatorWorld('pin');
    world.hold();
    world.down(100, 100);
    world.annotator.up();
    world.annotator.clear();
    expect(world.annotator.view().isClearing).toBe(true);
    await world.letGo();
    await world.follow();
    expect(world.requests).toEqual(['freeze', 'change add', 'clear']);
    expect(world.annotator.view()).toMatchObject({ frame: null, isClearing: false });
  });
});

describe('strokes in motion', () => {
  it('go once per frame, each with what is new, and only once both sides have the picture', async () => {
    const world = new AnnotatorWorld('pen');
    world.hold();
    world.down(100, 100);
    world.move(110, 100);
    await world.frame();
    expect(world.batches).toEqual([]);
    await world.letGo();
    await world.frame();
    world.move(120, 100);
    world.move(130, 100);
    await world.frame();
    expect(world.batches.map(({ from, points }) => [from, points.length / 2])).toEqual([
      [0, 2],
      [2, 2],
    ]);
    world.annotator.up();
    await world.follow();
    await world.frame();
    expect(world.batches).toHaveLength(2);
    expect(world.freeze?.board.elements[0]?.id).toBe(world.batches[0]?.strokeId);
  });

  it('are taken back with Escape where the other side has seen them', async () => {
    const world = new AnnotatorWorld('arrow');
    await world.draw([10, 10], [90, 90]);
    world.down(100, 100);
    world.move(200, 200);
    await world.frame();
    world.annotator.escape();
    expect(world.cancelled).toEqual([world.batches.at(-1)?.strokeId]);
    expect(kinds(world)).toEqual(['arrow']);
  });

  it('show the laser over what is live, hold it while it rests, and let it fade', async () => {
    const world = new AnnotatorWorld('laser');
    world.down(100, 100);
    await world.frame();
    expect(world.batches).toMatchObject([{ tool: 'laser', frameId: null, from: 0 }]);
    world.time += 500;
    expect(world.annotator.laserTrail(world.time)?.points).not.toEqual([]);
    await world.frame();
    expect(world.batches).toHaveLength(2);
    world.annotator.up();
    world.time += 5_000;
    expect(world.annotator.laserTrail(world.time)).toBeNull();
    expect(world.requests).toEqual([]);
  });
});

it('takes up from the log what was frozen before this window began', async () => {
  const world = new AnnotatorWorld('pin');
  await world.draw([100, 100], [100, 100]);
  const { freeze, seq } = world;
  const next = new AnnotatorWorld('pin');
  next.annotator.follow(freeze, seq);
  expect(next.annotator.elements).toEqual(freeze?.board.elements);
  expect(next.annotator.view()).toMatchObject({ frame: { stage: 'shared', grabbed: null }, canUndo: false });
});
