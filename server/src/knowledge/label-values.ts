/** What the value of a label is. The names are those of hadolint's `label-schema`. */
export const labelTypes = ['text', 'url', 'rfc3339', 'semver', 'spdx', 'hash', 'email', 'digest'] as const;
export type LabelType = (typeof labelTypes)[number];

/** The form of the values of each type. */
export const labelPatterns: Readonly<Record<Exclude<LabelType, 'spdx' | 'text'>, RegExp>> = {
  /** RFC 3986, with a scheme and without spaces. */
  url: /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#][^\s]*$/i,
  /** RFC 3339, 5.6. */
  rfc3339:
    /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt ](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/,
  /** https://semver.org/, 2.0.0. */
  semver: /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/,
  /** A commit of Git, shortened or not, by SHA-1 or SHA-256. */
  hash: /^[0-9a-f]{7,64}$/,
  /** An address of RFC 5322 without comments and quotes, with a domain that has a dot. */
  email: /^[^\s@<>"]+@[^\s@<>".]+(?:\.[^\s@<>".]+)+$/,
  /** https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests */
  digest: /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[A-Za-z0-9=_-]+$/,
};
