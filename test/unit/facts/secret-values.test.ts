import { describe, expect, it } from 'vitest';
import { mayBeSecret } from '../../../server/src/facts/secret-values.ts';

const lines = (text: string): readonly string[] => text.trim().split(/\s*\n\s*/);
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const revealing = (value: string): boolean => mayBeSecret(value, false);

describe('a value of digits', () => {
  it.each<[string, string, boolean]>([
    ['password', '123', true],
    ['password', '12', false],
    ['password', '1', false],
    ['token', '1234', true],
    ['token', '123', false],
    ['password', '1a', true],
    ['token', 'a1', true],
    ['token', '1 2', true],
  ])('of a %s, %s: %s', (kind, value, expected) => {
    expect(mayBeSecret(value, kind === 'password')).toBe(expected);
  });
});

describe('switches', () => {
  const all = words('true false yes no on off none null nil undefined default disable disabled enable enabled require required optional');

  it.each(all)('%s is no secret', (value) => {
    expect(revealing(value)).toBe(false);
    expect(revealing(value.toUpperCase())).toBe(false);
  });

  it.each(all)('a longer word with %s may be one', (value) => {
    expect(revealing(`${value}q7`)).toBe(true);
    expect(revealing(`q7${value}`)).toBe(true);
  });
});

describe('texts that stand for a value', () => {
  it.each(
    lines(`
      <token>
      <your token>
      [token]
      {{ token }}
      {{token}}
      %TOKEN%
      __TOKEN__
      @TOKEN@
      $(cat token)
      xxx
      XXXXXXXX
      ***
      ######
      ...
      --------
      ____
      000
      00000000-0000-0000
      your-token
      your_password_goes_here
      my-secret
      MY_PASSWORD
      some secret
      some passwd
      insert-key
      insert_value_of_production
      enter your key
      put-it-here
      put_the_token_in
      add-secret
      Your Secret Key
      replace-this
      replacethis
      REPLACE_THIS
      replace_me_at_runtime
      replace-me-at-start
      please replace me in production by this
      fill-in
      fill_in_please
      set at run time
      set-by-ci
      set_in_compose
      set_at_runtime
      set-with-e
      change_before_use
      change-this-value
      change_this
      secret-goes-here
      token_here
      token here
      dummy
      DUMMY
      dummy-token
      a_dummy_value
      build-dummy
      placeholder
      fake
      fake-key
      todo
      TODO set
      fixme
      tbd
      replaceme
      replace-me
      replace_me
      change_me_at_start
      unused
      not-set
      not_set
      notset
      not set
      not-used
      not_needed
      notneeded
      not required
      not_real
      secret-not-real`),
  )('%s', (value) => {
    expect(revealing(value)).toBe(false);
  });

  it.each(
    lines(`
      a<b>
      <b>a
      a[x]
      [x]a
      a{{x}}
      {{x}}a
      {token}
      a%x%
      %x%a
      a__x__
      __x__a
      a@x@
      @x@a
      xx
      00a
      xxxa
      axxx
      abc-your-token
      hers-token
      yours
      mysql-root
      tokenhere
      preset-in9
      dataset at3
      setting
      change
      changeme
      replacement
      in-the-set
      refill-thistle
      dummy7
      crashdummy
      notset7
      fakery
      mytodo
      tbd7
      here-it-is`),
  )('%s may be a secret', (value) => {
    expect(revealing(value)).toBe(true);
  });
});

describe('locations', () => {
  it.each([
    ...lines(`
      /run/secrets/token
      ./token
      ../token
      ~/token
      $HOME/token
      \${HOME}/token
      C:\\secrets\\token
      d:/token
      https://vault.example.com/token
      git+ssh://example.com/token
      s3.eu-west-1://token
      x-a://token
      file:token
      file:///run/secrets/token
      arn:aws:secretsmanager:eu-west-1:1:secret:a
      vault:secret/data/db
      ssm:/prod/token
      env:TOKEN
      config/prod/token.txt
      my-key.v2.pem`),
    ...words(
      'asc bat cer cfg conf crt der env exe gpg ini jks js json key keystore p12 p8 pem pfx php ps1 pub properties py rb sh toml ts txt yml yaml xml',
    ).map((extension) => `secret.${extension}`),
  ])('%s is no secret', (value) => {
    expect(revealing(value)).toBe(false);
  });

  it.each(
    lines(`
      a/run/secrets
      .token
      ..token
      a./token
      abc~
      $HOME
      $7a8b!/token
      C:token
      CC:/token
      1https:/a
      profile:a
      xarn:aws
      myvault:a
      files:a
      token.pemx
      token.pem.x
      token xpem
      tokenpem
      a b.pem
      p@ss.sh
      my.secret`),
  )('%s may be one', (value) => {
    expect(revealing(value)).toBe(true);
  });
});

it('an empty value is no secret', () => {
  expect(revealing('')).toBe(false);
});
