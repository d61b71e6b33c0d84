import { describe, expect, it } from 'vitest';
import { KnownNames, mostSimilar, similarIn } from '../../../server/src/base/similar.ts';

it.each([
  ['FORM', ['FROM', 'RUN'], 'FROM'],
  ['emali', ['email', 'mail'], 'email'],
  ['run', ['RUN'], 'RUN'],
  ['COPPY', ['COPY', 'CMD'], 'COPY'],
  ['ENTRYPIONT', ['ENTRYPOINT'], 'ENTRYPOINT'],
  ['AD', ['ADD', 'ARG'], 'ADD'],
  ['INSTALL', ['LABEL', 'SHELL'], undefined],
  ['A', ['B', '#'], undefined],
  ['a', ['B', 'A'], 'A'],
  ['', ['A'], undefined],
  ['builder', [], undefined],
])('%s in %j: %s', (word, candidates, expected) => {
  expect(mostSimilar(word, candidates)).toBe(expected);
});

it.each([
  ['VERSOIN', ['VERSION'], 'VERSION'],
  ['APP_HOM', ['APP_HOME'], 'APP_HOME'],
  ['APPHOME', ['APP_HOME'], 'APP_HOME'],
  ['app_version', ['APP_VERSOIN', 'APP_VERSION'], 'APP_VERSION'],
  ['CONFIGURTION_DRI', ['CONFIGURATION_DIR'], undefined],
  ['CONFIGRTION', ['CONFIGURATION'], 'CONFIGURATION'],
  ['HTTPS_PORT', ['HTTP_PORT'], undefined],
  ['LD_LIBRARY_PATH', ['LIBRARY_PATH'], undefined],
  ['CXXFLAGS', ['CFLAGS'], undefined],
  ['DB_PORT', ['DB_HOST', 'DB_POST'], undefined],
  ['GID', ['UID'], undefined],
  ['EUID', ['UID'], undefined],
  ['DATE', ['DATA'], undefined],
  ['NODE_PORT', ['CODE_PORT'], undefined],
  ['PYTHON3_VERSION', ['PYTHON2_VERSION'], undefined],
  ['USER_PASSWORD', ['USER_NAME'], undefined],
  ['A', ['B'], undefined],
])('variable %s in %j: %s', (name, candidates, expected) => {
  expect(new KnownNames(candidates).misspelled(name)).toBe(expected);
});

describe('similarIn', () => {
  const names = ['ca-certificates', 'curl', 'libcurl4', 'python3', 'python3.11', 'Netcat-OpenBSD', 'wget', 'git'];

  it.each([
    ['ca-certificatesx', 'ca-certificates'],
    ['ca-certifciates', 'ca-certificates'],
    ['crul', 'curl'],
    ['netcat-openbds', 'Netcat-OpenBSD'],
    ['wgte', 'wget'],
    ['nothing-like-it', undefined],
    ['g', undefined],
  ])('%s: %s, as mostSimilar', (word, expected) => {
    expect(similarIn(names)(word)).toBe(expected);
    expect(mostSimilar(word, names)).toBe(expected);
  });

  it('keeps the limit of edits', () => {
    expect(similarIn(names)('ca-certifi', 2)).toBeUndefined();
    expect(similarIn(names)('ca-certificat', 2)).toBe('ca-certificates');
  });
});
