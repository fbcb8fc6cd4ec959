/** An affine map in the order of a canvas's `setTransform`: x′ = a·x + c·y + e, y′ = b·x + d·y + f. */
export interface Matrix {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** Returns where a matrix takes a pair of numbers. */
export function mapped(matrix: Matrix, x: number, y: number): { readonly x: number; readonly y: number } {
  return { x: matrix.a * x + matrix.c * y + matrix.e, y: matrix.b * x + matrix.d * y + matrix.f };
}

/** Returns the inverse map. @throws RangeError when the matrix maps a plane onto a line. */
export function inverse({ a, b, c, d, e, f }: Matrix): Matrix {
  const determinant = a * d - b * c;
  if (determinant === 0 || !Number.isFinite(determinant)) throw new RangeError('The map cannot be undone.');
  return {
    a: d / determinant,
    b: -b / determinant,
    c: -c / determinant,
    d: a / determinant,
    e: (c * f - d * e) / determinant,
    f: (b * e - a * f) / determinant,
  };
}

/** Returns the map that enlarges what `matrix` gives by a factor along each axis. */
export function scaledAfter({ a, b, c, d, e, f }: Matrix, scaleX: number, scaleY: number): Matrix {
  return { a: a * scaleX, b: b * scaleY, c: c * scaleX, d: d * scaleY, e: e * scaleX, f: f * scaleY };
}
