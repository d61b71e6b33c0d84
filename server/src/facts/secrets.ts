/**
 * Words that indicate a secret on their own. `key` does not, because most keys are not secret (primary key, key alias, GPG fingerprint).
 */
const secretWords: ReadonlySet<string> = new Set([
  'apikey', 'apitoken', 'authtoken', 'accesskey', 'secretkey', 'privatekey', 'credential', 'credentials', 'passphrase', 'passwd', 'password',
  'passwords', 'pass', 'pword', 'secret', 'secrets', 'token', 'tokens',
]); // prettier-ignore

/** Words before `key` that indicate a secret. */
const secretKeyPrefixes: ReadonlySet<string> = new Set([
  'access', 'account', 'api', 'auth', 'deploy', 'encryption', 'host', 'license', 'master', 'private', 'rsa', 'secret', 'signing', 'ssh',
]); // prettier-ignore

/** Last words of names that refer to a secret without containing it: its location, lifetime or name. */
const aboutSecret: ReadonlySet<string> = new Set([
  'alg', 'algorithm', 'alias', 'count', 'dir', 'directory', 'enabled', 'endpoint', 'expiration', 'expire', 'expires', 'expiry', 'field',
  'file', 'files', 'fingerprint', 'folder', 'format', 'header', 'host', 'id', 'ids', 'issuer', 'length', 'lifetime', 'location', 'max',
  'min', 'mode', 'name', 'names', 'path', 'policy', 'port', 'prefix', 'provider', 'ref', 'regex', 'required', 'reset', 'size', 'store',
  'suffix', 'timeout', 'ttl', 'type', 'uri', 'url', 'user', 'username', 'version',
]); // prettier-ignore

/** Words that indicate that the value is not a secret. */
const harmless: ReadonlySet<string> = new Set([
  'public',
  'pub',
  'allow',
  'disable',
  'enable',
  'require',
  'no',
  'skip',
  'use',
  'random',
  'has',
  'gpg',
]);

/**
 * Whether the name of a variable indicates a secret: `DB_PASSWORD`, `githubToken`, `AWS_SECRET_ACCESS_KEY`; not `PASSWORD_FILE`,
 * `PUBLIC_KEY`, `KEY_ALIAS`, `TOKEN_URL`. The last word decides, because it names the kind of value.
 */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const last = words.at(-1);
  if (!last || aboutSecret.has(last) || words.some((word) => harmless.has(word))) return false;
  if (secretWords.has(last)) return true;
  const before = words.at(-2);
  if (last === 'key' || last === 'keys') return before !== undefined && (secretKeyPrefixes.has(before) || secretWords.has(before));
  // `TOKEN_GITHUB`, `PASSWORD_1`: the secret first, then its owner or number.
  return secretWords.has(words[0]!) && words.length === 2;
}

/** Formats that only secrets have, from the issuers' documentation of their tokens. */
const shapes = {
  'github-token': /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})/,
  'gitlab-token': /\bglpat-[A-Za-z0-9_-]{20,}/,
  'aws-key': /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  'slack-token': /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  'stripe-key': /\b[rs]k_live_[A-Za-z0-9]{16,}/,
  'npm-token': /\bnpm_[A-Za-z0-9]{36}\b/,
  'private-key': /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  'url-password': /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@$]+:[^\s/:@$]+@/,
} as const;

export type SecretShape = keyof typeof shapes;

/** The kind of secret according to the format of the value. Undefined if it is not certain. */
export function secretShapeOf(value: string): SecretShape | undefined {
  return (Object.keys(shapes) as SecretShape[]).find((kind) => shapes[kind].test(value));
}
