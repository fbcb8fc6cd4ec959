/** A path inside a folder: names joined with `/`; the empty text is the folder itself. */

/** The names of a path, outermost first. */
export function namesOfPath(path: string): readonly string[] {
  return path === '' ? [] : path.split('/');
}

/** The path of `name` in the folder at `path`. */
export function pathIn(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}

/** The folder a path is in; the folder itself has none. */
export function parentOf(path: string): string | undefined {
  if (path === '') return undefined;
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** One step of the way to a folder, as the breadcrumbs show it. */
export interface Crumb {
  readonly name: string;
  readonly path: string;
}

/** The way from the folder called `root` to `path`. */
export function crumbsOf(root: string, path: string): readonly Crumb[] {
  const names = namesOfPath(path);
  return [
    { name: root, path: '' },
    ...names.map((name, index) => ({ name, path: names.slice(0, index + 1).join('/') })),
  ];
}
