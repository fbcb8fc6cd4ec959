import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseFold, foldTools, mostFolded } from '../../../../renderer/screen/toolbar-fold';

describe('toolbar folding', () => {
  it('lets labels go first, then names, then puts the right end into a menu', () => {
    const tools = ['snapshot', 'record', 'detach'];
    expect(foldTools(tools, 0)).toMatchObject({ hasLabels: true, shown: tools, folded: [] });
    expect(foldTools(tools, 1)).toMatchObject({ hasLabels: false, namesDropdowns: true, shown: tools });
    expect(foldTools(tools, 2)).toMatchObject({ namesDropdowns: false, shown: tools });
    expect(foldTools(tools, 4)).toMatchObject({ shown: ['snapshot'], folded: ['record', 'detach'] });
    expect(foldTools(tools, 5)).toMatchObject({ shown: [], folded: tools, isCompact: false });
    expect(foldTools(tools, mostFolded(tools.length))).toMatchObject({ folded: tools, isCompact: true });
  });

  it('never loses a tool', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer({ min: 0, max: 30 }), (tools, level) => {
        const { shown, folded } = foldTools(tools, level);
        expect([...shown, ...folded]).toEqual(tools);
      }),
    );
  });

  it('settles on the least folded level that fits, in as many steps as there are levels', () => {
    const widths = fc.array(fc.integer({ min: 50, max: 1500 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(widths, fc.integer({ min: 100, max: 1600 }), (needs, available) => {
        const real = [...needs].sort((a, b) => b - a);
        const most = real.length - 1;
        const measured: (number | undefined)[] = [];
        let level = 0;
        for (let step = 0; step <= real.length; step += 1) {
          measured[level] = real[level];
          level = chooseFold(available, measured, most);
        }
        const best = real.findIndex((need) => need <= available);
        expect(level).toBe(best === -1 ? most : best);
      }),
    );
  });
});
