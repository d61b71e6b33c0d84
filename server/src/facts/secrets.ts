import { mayBeSecret } from './secret-values.ts';

/**
 * Words that indicate a secret on their own. `key` does not, because most keys are not secret (primary key, key alias, GPG fingerprint).
 */
const secretWords: ReadonlySet<string> = new Set(
  `apikey apitoken authtoken accesskey secretkey privatekey creds credential credentials passphrase passwd password passwords pass pat pword pwd
  secret secrets token tokens`.split(/\s+/),
);

/** Words of passwords, of which a value of digits is one too. */
const passwordWords = /(?:pass|passphrase|passwd|passwords?|pword|pwd)$/;

/** Ends of words without a separator: `PGPASSWORD`, `clientsecret`, `DBPASS`. Not `bypass`, `compass` or `OLDPWD`. */
const joinedSecret =
  /(?:password|passwd|passphrase|secret|token|apikey|secretkey|privatekey|accesskey|encryptionkey|masterkey)$|^(?:db|ssh|pg|user|root|admin|mysql|ftp|smtp|mail|redis)(?:pass|pwd)$/;

/** Whole names, or their last words. `BUNDLE_GEMS__EXAMPLE__COM` has the credentials of a host: bundle-config(1). */
const secretNames =
  /(?:^|_)(?:secret_key_base|id_rsa|id_ed25519|id_ecdsa|rediscli_auth|npm_auth|npm_config__?auth|composer_auth)$|^_auth$|^app_key$|^bundle_(?!mirror_|local_|build_|gem_)[a-z0-9_]+__[a-z]{2,}$/;

/** Words before `key` that indicate a secret. */
const secretKeyPrefixes: ReadonlySet<string> = new Set(
  'access account api auth deploy encryption fernet host license master priv private prv rsa secret signing ssh storage'.split(' '),
);

/** Last words of names that refer to a secret without containing it: its location, lifetime, name or rules. */
const aboutSecret: ReadonlySet<string> = new Set(
  `addr address alg algorithm alias args audience auth authentication backend bucket check class cmd command context count dir directory driver
  dummy enabled endpoint engine env exchange expiration expire expires expiry field file files fingerprint folder format generator group hasher
  hashers header host id ids index interval issuer length lifetime limit location login manager max min mode model mount name names namespace path
  plugin policy port prefix provider ref regex request required reset rotation rounds scope scopes script server service size store strength
  suffix through timeout ttl type uri url user username validation validator validators var version`.split(/\s+/),
);

/** Words that indicate that the value is not a secret: an action, a number, a switch, or a key that is public. */
const harmless: ReadonlySet<string> = new Set(
  'allow change check count disable enable forgot generate has limit max min no num number pub public random require reset rotate site skip use'.split(
    ' ',
  ),
);

/** Prefixes of variables that bundlers write into the JavaScript that browsers load: their keys are public. */
const inBrowser = /^(?:react_app|vite|next_public|nuxt_public|vue_app|gatsby|expo_public|ng_app)_/i;

/**
 * Whether the name of a variable indicates a secret: `DB_PASSWORD`, `githubToken`, `AWS_SECRET_ACCESS_KEY`, `PGPASSWORD`; not
 * `PASSWORD_FILE`, `PUBLIC_KEY`, `GPG_KEY`, `KEY_ALIAS`, `TOKEN_URL`. The last word decides, because it names the kind of value.
 */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1);
  if (!last || isWorkingDirectory(words)) return false;
  if (secretNames.test(name.toLowerCase())) return true;
  if (aboutSecret.has(last) || words.some((word) => harmless.has(word))) return false;
  if (inBrowser.test(name) && !/password|secret/i.test(name)) return false;
  if (secretWords.has(last) || joinedSecret.test(last)) return true;
  const before = words.at(-2);
  if (last === 'key' || last === 'keys') return before !== undefined && (secretKeyPrefixes.has(before) || secretWords.has(before));
  // `TOKEN_GITHUB`, `PASSWORD_1`: the secret first, then its owner or number.
  return words.length === 2 && secretWords.has(words[0]!) && words[0] !== 'pass' && words[0] !== 'pat';
}

/**
 * Whether a value is the fingerprint of a public key, with which downloads are checked: `SIGNING_KEY=52BB7E3D...`, 8, 16 or 40 digits as gpg
 * prints them. The key of a web application can look the same.
 */
export function isFingerprint(name: string, value: string): boolean {
  const words = wordsOf(name);
  if (!words.includes('signing') || words.some((word) => /^(?:jwt|token|session|cookie|secret|app|api|web|private|hmac)$/.test(word)))
    return false;
  return /^(?:0x)?[\dA-F]+$/.test(value.replaceAll(' ', '')) && [8, 16, 40].includes(value.replaceAll(/^0x| /g, '').length);
}

/** Whether the name is that of a password. */
export function isPasswordName(name: string): boolean {
  return wordsOf(name).some((word) => passwordWords.test(word));
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

/** `PWD`, `OLD_PWD`: in a shell, the working directory. `PAT` alone can be a pattern. */
function isWorkingDirectory(words: readonly string[]): boolean {
  const name = words.join('');
  return name === 'pwd' || name === 'oldpwd' || name === 'initpwd' || name === 'pat';
}

/** What a value with the format of a secret is, in English, for messages. */
export const secretKinds = {
  'github-token': 'a GitHub token',
  'gitlab-token': 'a GitLab token',
  'aws-key': 'an AWS access key',
  'slack-token': 'a Slack token',
  'slack-address': 'the secret address of a Slack channel',
  'stripe-key': 'a Stripe key',
  'npm-token': 'an npm token',
  'pypi-token': 'a PyPI token',
  'docker-token': 'a Docker token',
  'google-key': 'a Google API key',
  'openai-key': 'an OpenAI key',
  'anthropic-key': 'an Anthropic key',
  'hugging-face-token': 'a Hugging Face token',
  'sendgrid-key': 'a SendGrid key',
  'digitalocean-token': 'a DigitalOcean token',
  'vault-token': 'a Vault token',
  'private-key': 'a private key',
  'connection-password': 'a connection string with a password',
  'url-password': 'a URL with a password',
} as const;

export type SecretShape = keyof typeof secretKinds;

/**
 * Formats that only secrets have, from the issuers' documentation of their tokens and the rules of https://github.com/gitleaks/gitleaks (read 2026-11).
 */
const shapes: Readonly<Record<SecretShape, RegExp>> = {
  'github-token': /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})/,
  'gitlab-token': /\bglpat-[A-Za-z0-9_-]{20,}/,
  'aws-key': /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  'slack-token': /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  'slack-address': /\bhooks\.slack\.com\/services\/T[A-Z0-9]{8,}\/B[A-Z0-9]{8,}\/[A-Za-z0-9]{20,}/,
  'stripe-key': /\b[rs]k_live_[A-Za-z0-9]{16,}/,
  'npm-token': /\bnpm_[A-Za-z0-9]{36}\b/,
  'pypi-token': /\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,}/,
  'docker-token': /\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{27,}/,
  'google-key': /\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/,
  'openai-key': /\bsk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,200}T3BlbkFJ[A-Za-z0-9_-]{20,200}/,
  'anthropic-key': /\bsk-ant-(?:api|admin)\d\d-[A-Za-z0-9_-]{80,}/,
  'hugging-face-token': /\bhf_[A-Za-z]{34}\b/,
  'sendgrid-key': /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/,
  'digitalocean-token': /\bdo[por]_v1_[a-f0-9]{64}\b/,
  'vault-token': /\bhvs\.[A-Za-z0-9_-]{24,}/,
  'private-key': /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/,
  'connection-password': /(?:^|;)\s*(?:Password|Pwd|AccountKey|SharedAccessKey)\s*=\s*(?![${<%]|;)[^;\s]+/i,
  'url-password': /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@$]+:[^\s/:@$]+@/,
};

/** Characters of a value that are searched: values that contain each other can become long, and no token is. */
const longestSearched = 2000;

/** The kind of secret according to the format of the value. Undefined if it is not certain. */
export function secretShapeOf(whole: string): SecretShape | undefined {
  const value = whole.slice(0, longestSearched);
  return (Object.keys(shapes) as SecretShape[]).find(
    (kind) => shapes[kind].test(value) && !(kind === 'url-password' && isSampleUrl(value)),
  );
}

/** `postgresql://user:pass@localhost/db`: a build needs a URL of this form, and no server has this password. */
function isSampleUrl(value: string): boolean {
  const [, user, password, host] = /:\/\/([^\s/:@$]+):([^\s/:@$]+)@([^\s/:@?]*)/.exec(value) ?? [];
  const isLocal = /^(?:localhost|127\.0\.0\.1|\[|0\.0\.0\.0$|(?:.+\.)?example(?:\.\w+)?$|dummy$|placeholder$|fake$)/i.test(host ?? '');
  return (
    isLocal &&
    (user === password || /^(?:pass|passwd|password|pw|pwd|dummy|placeholder|fake|secret|test|build|user)$/i.test(password ?? ''))
  );
}

/** A secret in a longer text. */
export interface FoundSecret {
  readonly kind: SecretShape;
  readonly index: number;
  readonly length: number;
}

/** Every format begins with one of these texts. */
const beginnings =
  /gh[pousr]_|github_pat_|glpat-|AKIA|ASIA|xox[abprs]-|hooks\.slack|[rs]k_live_|npm_|pypi-Ag|dckr_|AIza|sk-|hf_|SG\.|do[por]_v1_|hvs\.|PRIVATE KEY|:\/\/[^\s/:@]*:[^\s/:@]*@/;

/** The block of a key, not only its first line, which commands also search for. */
const keyBlock =
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:\\n|\s){1,20}(?:(?:Proc-Type|DEK-Info):[^\n]{0,100}\s{1,20}){0,2}[A-Za-z0-9+/=]{32}/;

/**
 * The secrets in a text such as the commands of a RUN, in order: values whose format only secrets have. Examples of documentation, values with
 * few different characters and URLs with placeholders are not secrets.
 */
export function secretsIn(text: string): readonly FoundSecret[] {
  if (!beginnings.test(text)) return [];
  const found = (Object.keys(shapes) as SecretShape[]).flatMap((kind): FoundSecret[] => {
    if (kind === 'connection-password') return [];
    const pattern = kind === 'private-key' ? keyBlock : shapes[kind];
    return [...text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))].flatMap(({ 0: value, index }) =>
      isExample(kind, value) || (kind === 'url-password' && isSampleUrl(text.slice(index, index + longestSearched)))
        ? []
        : [{ kind, index, length: kind === 'private-key' ? value.indexOf('KEY-----') + 'KEY-----'.length : value.length }],
    );
  });
  return found.toSorted((a, b) => a.index - b.index);
}

/** `AKIAIOSFODNN7EXAMPLE`, `ghp_xxxxxxxxxxxx`, `https://user:<token>@host`. */
function isExample(kind: SecretShape, value: string): boolean {
  if (kind === 'url-password') {
    const [, user = '', password = ''] = /:\/\/([^:]*):(.*)@$/.exec(value) ?? [];
    return (
      user === password ||
      !mayBeSecret(password, true) ||
      /[<>{}%*`]|^(?:pass(?:word|wd)?|pw|pwd|secret|token|x-oauth-basic)$/i.test(password)
    );
  }
  return /example|sample|dummy|xxxxx/i.test(value) || (kind !== 'private-key' && new Set(value).size < 10);
}
