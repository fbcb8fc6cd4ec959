import styles from './statistics.module.css';

/** The points of a curve through `values`, in a box of the given size; the highest value leaves a little room. */
export function curvePoints(
  values: readonly number[],
  width: number,
  height: number,
  places = values.length,
): string {
  const top = Math.max(...values, Number.EPSILON) * 1.25;
  const step = places < 2 ? 0 : width / (places - 1);
  const first = places - values.length;
  return values
    .map(
      (value, index) =>
        `${((first + index) * step).toFixed(1)},${(height - 1 - (value / top) * (height - 3)).toFixed(1)}`,
    )
    .join(' ');
}

/** A small curve; `places` is how many values fill it, the newest at the right. */
export function Curve({
  values,
  width,
  height,
  places,
}: {
  readonly values: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly places?: number;
}) {
  if (values.length < 2) return null;
  return (
    <svg className={styles.curve} width={width} height={height} aria-hidden="true">
      <polyline points={curvePoints(values, width, height, places)} />
    </svg>
  );
}
