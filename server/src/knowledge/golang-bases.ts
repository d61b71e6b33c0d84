/** The Debian and Alpine releases that a minor version of the golang image is based on, or was based on in its last build. */
export interface GolangBase {
  readonly debian: string;
  /** Undefined while the version is still rebuilt on newer releases. */
  readonly alpine: string | undefined;
}

/**
 * By minor version of Go 1. A tag such as `golang:1.22` keeps the release of its last build. Versions whose last build is uncertain are
 * left out: 1.23 ended in the week in which the default changed from bookworm to trixie.
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

/** The base of `golang:1.<minor>` without a release in its tag. Returns undefined if it is uncertain. */
export function golangBase(minor: number): GolangBase | undefined {
  return bases[minor];
}
