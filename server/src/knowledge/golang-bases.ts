/** The Debian and Alpine releases that a line of the golang image is, or last was, made on. */
export interface GolangBase {
  readonly debian: string;
  /** Undefined while the line is still rebuilt on newer releases. */
  readonly alpine: string | undefined;
}

/**
 * By minor version of Go 1. A tag such as `golang:1.22` stays on the release that its last build used. Lines whose last build
 * is not certain are left out: 1.23 ended in the week in which the default went from bookworm to trixie.
 * https://github.com/docker-library/golang (folders by version), as of 2026-11.
 */
const bases: Readonly<Record<number, GolangBase>> = {
  16: { debian: 'bullseye', alpine: '3.15' },
  17: { debian: 'bullseye', alpine: '3.16' },
  18: { debian: 'bullseye', alpine: '3.17' },
  19: { debian: 'bookworm', alpine: '3.18' },
  20: { debian: 'bookworm', alpine: '3.19' },
  21: { debian: 'bookworm', alpine: '3.20' },
  22: { debian: 'bookworm', alpine: '3.21' },
  24: { debian: 'trixie', alpine: '3.23' },
  25: { debian: 'trixie', alpine: undefined },
  26: { debian: 'trixie', alpine: undefined },
  27: { debian: 'trixie', alpine: undefined },
};

/** What `golang:1.<minor>` without a release in its tag is made on; undefined where that is not certain. */
export function golangBase(minor: number): GolangBase | undefined {
  return bases[minor];
}
