export interface Timed {
  readonly name: string;
  readonly ms: number;
}
export function slowestLines(heading: string, timed: readonly Timed[]): string[];
export function timedFiles(
  report: {
    readonly testResults: readonly {
      readonly name: string;
      readonly startTime: number;
      readonly endTime: number;
    }[];
  },
  root: string,
): Timed[];
export interface ReportedSuite {
  readonly title: string;
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly { readonly results: readonly { readonly duration: number }[] }[];
  }[];
  readonly suites?: readonly ReportedSuite[];
}
export function timedTests(report: { readonly suites: readonly ReportedSuite[] }): Timed[];
