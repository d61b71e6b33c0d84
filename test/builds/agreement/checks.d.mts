/** A warning of one of Docker's checks, with its lines (from 1). */
export interface DockerWarning {
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

/** A finding or a warning that the other side does not have. */
export interface CheckDifference {
  readonly name: string;
  readonly side: 'Docker' | 'Layerwise';
  readonly line: number;
}

type Names = ReadonlyMap<string, ReadonlySet<string>>;

/** The ids of the rules of each check that can be asked, by the name of the check. */
export function checkNames(): Promise<Names>;
export function checkNamesOf(rules: readonly { readonly id: string; readonly aliases: readonly string[] }[]): Names;
export function compareChecks(
  names: Names,
  warnings: readonly DockerWarning[],
  findings: readonly { readonly rule: string; readonly line: number }[],
): { readonly agreements: Readonly<Record<string, number>>; readonly differences: readonly CheckDifference[] };
/** The Dockerfiles of checks.txt, in order. */
export function readCheckInputs(): readonly { readonly title: string; readonly text: string }[];
/** Docker's recorded warnings by title. */
export function readRecordedChecks(): Readonly<Record<string, readonly DockerWarning[]>>;
/** The reasons of check-differences.txt. */
export function readCheckReasons(): ReadonlyMap<string, string>;
