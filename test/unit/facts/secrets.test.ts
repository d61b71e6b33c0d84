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
      TOKEN_GITHUB PASSWORD_1 CREDS_APP CREDENTIALS_APP PASSPHRASE_APP SECRET_APP TOKENS_APP APITOKEN MY_APITOKEN X_AUTHTOKEN my-secret a.b.token
      _AUTH NPM_CONFIG_AUTH NPM_CONFIG__AUTH MY_ID_RSA DJANGO_SECRET_KEY_BASE SECRETKEY_KEYS PUBLICTOKEN STORAGE_KEYS
      BUNDLE_GITHUB__COM BUNDLE_GEMS__EXAMPLE__ORG COMPOSER_AUTH`),
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
      NUMBER_TOKENS COUNT_TOKENS LIMIT_TOKENS SITE_KEY PUB_KEY INITPWD OLD_PWD TOKEN_SITE SITE_TOKEN NUM_TOKEN PUBLIC_TOKEN PUB_TOKEN
      APP_KEYS X_APP_KEY MY_APP_KEYX KEYS FOO_KEY FOO_KEYS TOKEN_ALG TOKEN_ALGO_ARGS TOKEN_ARGS TOKEN_AUTH TOKEN_AUTHENTICATION TOKEN_CHECK TOKEN_CLASS
      SECRET_CMD SECRET_CONTEXT SECRET_DRIVER SECRET_KEY_BASE_DUMMY TOKEN_ENV TOKEN_EXCHANGE TOKEN_FINGERPRINT TOKEN_HASHERS TOKEN_MODE
      TOKEN_REQUEST TOKEN_REQUIRED TOKEN_THROUGH TOKEN_VALIDATION TOKEN_VALIDATOR TOKEN_VAR GOOGLE_AUTH ID_RSA_PUB_PATH AUTHX ID_RSAX
      REACT_APP_API_TOKEN NUXT_PUBLIC_API_KEY VUE_APP_TOKEN GATSBY_TOKEN EXPO_PUBLIC_TOKEN NG_APP_TOKEN PASS_A A_B_PASSWORD_C TOKEN_A_B COMPASS
      BUNDLE_MIRROR__HTTPS BUNDLE_LOCAL__RACK BUNDLE_BUILD__PG BUNDLE_WITHOUT BUNDLE_PATH__SYSTEM_ COMPOSER_HOME MONKEY KEYBOARD DBPASSX MYDBPASS XSSHPASS`),
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
    ['DB_PASS', true],
    ['DB_PASSWD', true],
    ['PASSWORDS', true],
    ['MY_PWD', true],
    ['PASSENGER', false],
    ['PASSPORT_ID', false],
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
    ['AKIAABCDEFGHIJKLMNO', undefined],
    ['XAKIAABCDEFGHIJKLMNOP', undefined],
    ['key=AKIAABCDEFGHIJKLMNOP;', 'aws-key'],
    [`github_pat_${letters(49)}`, undefined],
    [`glpat-${letters(19)}`, undefined],
    [`glpat-${letters(18)}_-`, 'gitlab-token'],
    [`xoxb-${letters(9)}`, undefined],
    ...['a', 'b', 'p', 'r', 's'].map((kind): [string, string] => [`xox${kind}-${letters(10)}`, 'slack-token']),
    [`xoxc-${letters(10)}`, undefined],
    [`sk_live_${letters(15)}`, undefined],
    [`pk_live_${letters(16)}`, undefined],
    [`xsk_live_${letters(16)}`, undefined],
    [`npm_${letters(35)}`, undefined],
    ['-----BEGIN PUBLIC KEY-----', undefined],
    ['-----BEGIN OPENSSH PRIVATE KEY-----', 'private-key'],
    ['-----BEGIN rsa PRIVATE KEY-----', undefined],
    ['NoPassword=hunter2', undefined],
    ['Password=hunter2', 'connection-password'],
    ['Server=db;Password=${P}', undefined],
    ['Server=db;Password=<your password>', undefined],
    ['Server=db;Password=%P%', undefined],
    ['Server=db;Password={0}', undefined],
    ['Server=db;Password=;User=a', undefined],
    ['Server=db;Password= ;User=a', undefined],
    ['Server=db;Password=a;User=b', 'connection-password'],
    // A password that a developer uses for a server of his own machine.
    ['postgres://user:pass@localhost/app', undefined],
    ['postgres://user:hunter2@localhost/app', 'url-password'],
    ['postgres://app:app@localhost/app', undefined],
    ['postgres://app:app@db/app', 'url-password'],
    ...[
      'localhost',
      '127.0.0.1',
      '[::1]',
      '0.0.0.0',
      'example.com',
      'db.example.org',
      'example',
      'dummy',
      'placeholder',
      'fake',
      'LOCALHOST',
    ].map((host): [string, undefined] => [`postgres://user:password@${host}/app`, undefined]),
    ...['dummyhost', 'example.com.evil', 'myexample.com', 'fakes'].map((host): [string, string] => [
      `postgres://user:password@${host}/app`,
      'url-password',
    ]),
    ...['pass', 'passwd', 'password', 'pw', 'pwd', 'dummy', 'placeholder', 'fake', 'secret', 'test', 'build', 'user', 'PASSWORD'].map(
      (password): [string, undefined] => [`postgres://a:${password}@localhost/app`, undefined],
    ),
    ...['passes', 'mypass', 'testing', 'users'].map((password): [string, string] => [
      `postgres://a:${password}@localhost/app`,
      'url-password',
    ]),
    ['https://user:hunter2@example.com/', 'url-password'],
    ['git+https://user:hunter2@host/', 'url-password'],
    ['//user:hunter2@host/', undefined],
    ['https://host/a:b@c', undefined],
    ['https://user:a b@host', undefined],
    [`${' '.repeat(1990)}postgres://user:hunter2@db/`, undefined],
    [`${' '.repeat(1900)}postgres://user:hunter2@db/`, 'url-password'],
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
