import { describe, expect, it } from 'vitest';
import { isPasswordName, isSecretName, secretShapeOf } from '../../../server/src/facts/secrets.ts';

const list = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);

describe('names of variables', () => {
  it.each(
    list(`API_KEY APIKEY API_TOKEN AUTHTOKEN ACCESSKEY SECRETKEY PRIVATEKEY AWS_CREDS DB_CREDENTIAL GOOGLE_CREDENTIALS GPG_PASSPHRASE
      MYSQL_PASSWD MYSQL_PASSWORD PASSWORDS DB_PASS GITHUB_PAT ROOT_PWORD SA_PWD APP_SECRET CLIENT_SECRETS GH_TOKEN TOKENS githubToken
      PGPASSWORD CLIENTPASSWD KEYPASSPHRASE CLIENTSECRET BOTTOKEN MYAPIKEY MYSECRETKEY MYPRIVATEKEY MYACCESSKEY ENCRYPTIONKEY MASTERKEY
      DBPASS SSHPASS PGPASS USERPASS ROOTPWD ADMINPASS MYSQLPWD FTPPASS SMTPPASS MAILPASS REDISPASS SECRET_KEY_BASE ID_RSA ID_ED25519
      ID_ECDSA REDISCLI_AUTH NPM_AUTH NPM_CONFIG__AUTH APP_KEY ACCESS_KEY ACCOUNT_KEY AUTH_KEY DEPLOY_KEY ENCRYPTION_KEY FERNET_KEY
      HOST_KEY LICENSE_KEY MASTER_KEY PRIV_KEY PRIVATE_KEY PRV_KEY RSA_KEY SECRET_KEY SIGNING_KEY SSH_KEY STORAGE_KEY SSH_KEYS
      TOKEN_GITHUB PASSWORD_1`),
  )('%s is a secret', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each(
    list(`PWD OLDPWD INIT_PWD PAT KEY PRIMARY_KEY GPG_KEY PUBLIC_KEY KEY_ALIAS BYPASS COMPASS PASS_THROUGH PAT_A VITE_API_KEY
      NEXT_PUBLIC_TOKEN TOKEN_URL TOKEN_URI PASSWORD_FILE SECRET_FILES SECRET_DIR SECRET_DIRECTORY SECRET_PATH SECRET_NAME TOKEN_NAMES
      SECRET_NAMESPACE PASSWORD_HASHER PASSWORD_HASHERS TOKEN_EXPIRY TOKEN_EXPIRES TOKEN_EXPIRE TOKEN_EXPIRATION TOKEN_TTL TOKEN_TYPE
      TOKEN_LIFETIME TOKEN_TIMEOUT TOKEN_ISSUER TOKEN_AUDIENCE TOKEN_ENDPOINT TOKEN_HOST TOKEN_PORT TOKEN_SERVER TOKEN_SERVICE
      TOKEN_HEADER TOKEN_PREFIX TOKEN_SUFFIX TOKEN_SCOPE TOKEN_SCOPES PASSWORD_LENGTH PASSWORD_POLICY PASSWORD_REGEX PASSWORD_MIN
      PASSWORD_MAX PASSWORD_ROTATION PASSWORD_ROUNDS PASSWORD_STRENGTH PASSWORD_VALIDATORS PASSWORD_RESET PASSWORD_FIELD SECRET_ID
      SECRET_IDS SECRET_STORE SECRET_BACKEND SECRET_PROVIDER SECRET_MANAGER SECRET_VERSION SECRET_MOUNT SECRET_REF TOKEN_ADDR
      TOKEN_ADDRESS TOKEN_COUNT TOKEN_LIMIT PASSWORD_ENABLED PASSWORD_COMMAND PASSWORD_SCRIPT SECRET_SIZE TOKEN_ALGORITHM
      GENERATE_PASSWORD RANDOM_PASSWORD TOKEN_FORMAT TOKEN_GENERATOR TOKEN_GROUP TOKEN_HASHER TOKEN_CLASS TOKEN_BUCKET TOKEN_ENGINE PASSWORD_LOGIN
      SECRET_FILE SECRET_FOLDER SECRET_LOCATION TOKEN_INDEX TOKEN_INTERVAL TOKEN_MODEL TOKEN_PLUGIN TOKEN_USER TOKEN_USERNAME ALLOW_PASSWORD CHANGE_PASSWORD CHECK_TOKEN DISABLE_PASSWORD ENABLE_TOKEN FORGOT_PASSWORD
      HAS_PASSWORD NO_PASSWORD RESET_PASSWORD ROTATE_SECRET SKIP_TOKEN USE_TOKEN REQUIRE_PASSWORD MAX_TOKENS MIN_TOKENS NUM_TOKENS
      NUMBER_TOKENS COUNT_TOKENS LIMIT_TOKENS SITE_KEY PUB_KEY`),
  )('%s is none', (name) => {
    expect(isSecretName(name)).toBe(false);
  });

  it.each<[string, boolean]>([
    ['VITE_DB_PASSWORD', true],
    ['REACT_APP_SECRET', true],
    ['MYSQL_ROOT_PASSWORD', true],
  ])('%s, in a variable of the browser: %s', (name, expected) => {
    expect(isSecretName(name)).toBe(expected);
  });

  it.each<[string, boolean]>([
    ['ROOT_PASSWORD', true],
    ['PASSWORD_1', true],
    ['DBPWD', true],
    ['GPG_PASSPHRASE', true],
    ['MYSQL_PASSWD', true],
    ['PWORD', true],
    ['GITHUB_TOKEN', false],
    ['API_KEY', false],
  ])('%s: a password: %s', (name, expected) => {
    expect(isPasswordName(name)).toBe(expected);
  });
});

describe('formats of values', () => {
  const letters = (length: number): string => 'aB3'.repeat(length).slice(0, length);

  it.each<[string, string | undefined]>([
    ...['p', 'o', 'u', 's', 'r'].map((kind): [string, string] => [`gh${kind}_${letters(36)}`, 'github-token']),
    [`github_pat_${letters(50)}`, 'github-token'],
    [`ghx_${letters(36)}`, undefined],
    [`ghp_${letters(35)}`, undefined],
    [`glpat-${letters(20)}`, 'gitlab-token'],
    ['AKIAABCDEFGHIJKLMNOP', 'aws-key'],
    ['ASIAABCDEFGHIJKLMNOP', 'aws-key'],
    ['AKIAABCDEFGHIJKLMNOPQ', undefined],
    [`xoxb-${letters(10)}`, 'slack-token'],
    [`sk_live_${letters(16)}`, 'stripe-key'],
    [`rk_live_${letters(16)}`, 'stripe-key'],
    [`sk_test_${letters(16)}`, undefined],
    [`npm_${letters(36)}`, 'npm-token'],
    [`npm_${letters(37)}`, undefined],
    ['-----BEGIN PRIVATE KEY-----', 'private-key'],
    ['-----BEGIN RSA PRIVATE KEY-----', 'private-key'],
    ['Server=db;Password=hunter2', 'connection-password'],
    ['Server=db; Pwd = hunter2', 'connection-password'],
    ['AccountName=a;AccountKey=abc==', 'connection-password'],
    ['Endpoint=sb://a/;SharedAccessKey=abc=', 'connection-password'],
    ['Server=db;password=hunter2', 'connection-password'],
    ['Server=db;Password=$PASSWORD', undefined],
    ['Server=db;Password=', undefined],
    ['postgres://user:hunter2@db/app', 'url-password'],
    ['postgres://user@db/app', undefined],
    ['postgres://user:$PASSWORD@db/app', undefined],
  ])('%s: %s', (value, expected) => {
    expect(secretShapeOf(value)).toBe(expected);
  });
});
