import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAst } from 'vite';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../..');

/** Where a page or a worker begins: these make the parts that everything else is handed. */
const entries = [
  'customer/files/worker/files-worker.ts',
  'customer/main.tsx',
  'customer/offline/worker/service-worker.ts',
  'customer/video/worker/colour-worker.ts',
  'renderer/main.tsx',
];

/** What is remembered of a mark that never changes, and forgotten with it; nobody can tell that it is kept. */
const memos = [
  'customer/annotation/paint-mark.ts: commandsOf',
  'customer/annotation/paint-mark.ts: pathsOf',
  'renderer/annotation/paint.ts: preparedOf',
];

const unchanging = ['Collator', 'DateTimeFormat', 'NumberFormat', 'RegExp'];
const changers = 'add clear copyWithin delete fill pop push reverse set shift sort splice unshift'.split(' ');

const nodeSchema = z.looseObject({ type: z.string() });
type Node = z.infer<typeof nodeSchema>;

const nodeAt = (node: Node | undefined, key: string): Node | undefined => {
  const found = nodeSchema.safeParse(node?.[key]);
  return found.success ? found.data : undefined;
};
const nodesAt = (node: Node | undefined, key: string): Node[] => {
  const found = z.array(z.unknown()).safeParse(node?.[key]);
  return found.success ? found.data.flatMap((each) => nodeSchema.safeParse(each).data ?? []) : [];
};
const textAt = (node: Node | undefined, key: string): string => z.string().safeParse(node?.[key]).data ?? '';

/** Calls `visit` with a node and all in it. */
function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, visit);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  if ('type' in value && typeof value.type === 'string') visit({ ...value, type: value.type });
  for (const each of Object.values(value)) walk(each, visit);
}

/** Returns the name at the beginning of `a.b.c` or `a[b]`; empty for anything else. */
function rootOf(node: Node | undefined): string {
  if (node?.type === 'MemberExpression') return rootOf(nodeAt(node, 'object'));
  return node?.type === 'Identifier' ? textAt(node, 'name') : '';
}

function bare(node: Node | undefined): Node | undefined {
  return node?.type === 'TSAsExpression' || node?.type === 'TSSatisfiesExpression'
    ? bare(nodeAt(node, 'expression'))
    : node;
}

/** Returns the names of what a module can remember from one use to the next, in the order of the text. */
function moduleState(text: string, lang: 'ts' | 'tsx', isEntry: boolean): string[] {
  const found: string[] = [];
  const held = new Set<string>();
  const program = parseAst(text, { lang });
  for (const statement of nodesAt({ ...program }, 'body')) {
    const declared = nodeAt(statement, 'declaration') ?? statement;
    if (declared.type !== 'VariableDeclaration' || declared.declare === true) continue;
    for (const declarator of nodesAt(declared, 'declarations')) {
      const id = nodeAt(declarator, 'id');
      const name = textAt(id, 'name');
      const made = bare(nodeAt(declarator, 'init'));
      const type = textAt(nodeAt(nodeAt(nodeAt(id, 'typeAnnotation'), 'typeAnnotation'), 'typeName'), 'name');
      if (declared.kind !== 'const') found.push(name);
      else if (made?.type === 'NewExpression') {
        const callee = nodeAt(made, 'callee');
        const maker = textAt(callee, 'name') || textAt(nodeAt(callee, 'property'), 'name');
        const isFixed = unchanging.includes(maker) || type === 'ReadonlyMap' || type === 'ReadonlySet';
        if (!isFixed && !isEntry) found.push(name);
      } else if (made?.type === 'ObjectExpression' || made?.type === 'ArrayExpression') held.add(name);
    }
  }
  walk(program, (node) => {
    if (node.type === 'PropertyDefinition' && node.static === true && node.readonly !== true) {
      found.push(textAt(nodeAt(node, 'key'), 'name'));
    }
    const callee = node.type === 'CallExpression' ? nodeAt(node, 'callee') : undefined;
    const isChanger =
      callee?.type === 'MemberExpression' && changers.includes(textAt(nodeAt(callee, 'property'), 'name'));
    const changed =
      node.type === 'AssignmentExpression'
        ? nodeAt(node, 'left')
        : node.type === 'UpdateExpression' || (node.type === 'UnaryExpression' && node.operator === 'delete')
          ? nodeAt(node, 'argument')
          : isChanger
            ? callee
            : undefined;
    if (changed?.type === 'MemberExpression' && held.has(rootOf(changed))) found.push(rootOf(changed));
  });
  return [...new Set(found)];
}

const sources = globSync('{renderer,customer}/**/*.{ts,tsx}', { cwd: root }).sort();

test('no module of the two pages remembers anything: their parts are made once, and handed down', () => {
  expect(sources.length).toBeGreaterThan(300);
  const found = sources.flatMap((path) =>
    moduleState(
      readFileSync(join(root, path), 'utf8'),
      path.endsWith('x') ? 'tsx' : 'ts',
      entries.includes(path),
    ).map((name) => `${path}: ${name}`),
  );
  expect(found).toEqual(memos);
});

test('each entry is there', () => {
  expect(entries.filter((path) => !sources.includes(path))).toEqual([]);
});

describe('what is found in a module', () => {
  test.each([
    ['let count = 0;', ['count']],
    ['export let shown: string | undefined;', ['shown']],
    ['const kept = new Map<string, number>();', ['kept']],
    ['const byStore = new WeakMap<object, number>();', ['byStore']],
    ['export const outbox = new Outbox();', ['outbox']],
    ['const held = { at: 0 };\nexport const hold = () => {\n  held.at = 1;\n};', ['held']],
    ['const early: number[] = [];\nexport const keep = (one: number) => early.push(one);', ['early']],
    ['export class Desk {\n  static made = 0;\n}', ['made']],
    ['const names: ReadonlySet<string> = new Set(["a"]);', []],
    ["const day = new Intl.DateTimeFormat('en-GB');", []],
    ['export function count() {\n  let sum = 0;\n  sum += 1;\n  return sum;\n}', []],
    ['export class Desk {\n  readonly held = new Map<string, number>();\n}', []],
  ])('%s', (text, expected) => {
    expect(moduleState(text, 'ts', false)).toEqual(expected);
  });

  test('an entry may make its parts, but remembers nothing beside them', () => {
    expect(moduleState('const client = new Client();\nlet last = 0;', 'ts', true)).toEqual(['last']);
  });
});
