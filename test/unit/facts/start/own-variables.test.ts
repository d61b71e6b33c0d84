import { expect, it } from 'vitest';
import { isResolvedByProgram } from '../../../../server/src/facts/start/own-variables.ts';

/** The last word contains the variable; `rest` is what follows its name in braces. */
it.each<[string, readonly string[], string, string | undefined, boolean]>([
  ['a variable of a shell', ['app', '$A'], 'A', undefined, false],
  ['in braces', ['app', '${A}'], 'A', '', false],
  ['a default of a shell', ['app', '${A:-b}'], 'A', ':-b', false],
  ['an alternative of a shell', ['app', '${A:+b}'], 'A', ':+b', false],
  ['a suffix removed by a shell', ['app', '${A%.c}'], 'A', '%.c', false],
  ['a prefix removed by a shell', ['app', '${A#c}'], 'A', '#c', false],
  ['a replacement by a shell', ['app', '${A/b/c}'], 'A', '/b/c', false],
  ['upper case by a shell', ['app', '${A^^}'], 'A', '^^', false],
  ['a default of another language', ['app', '${PORT:8080}'], 'PORT', ':8080', true],
  ['a template of another language', ['app', '${env:X}'], 'env', ':X', true],
  ['a dotted name', ['app', '${project.version}'], 'project', '.version', true],
  ['the folder of the program', ['app', '$ORIGIN/lib'], 'ORIGIN', undefined, true],
  ['the library folder', ['app', '$LIB'], 'LIB', undefined, true],
  ['the platform', ['app', '$PLATFORM'], 'PLATFORM', undefined, true],
  ['bcrypt', ['app', '$2y$10$abc'], 'y', undefined, true],
  ['SHA-512', ['app', '$6$salt$abc'], 'salt', undefined, true],
  ['Apache MD5', ['app', '$apr1$salt$abc'], 'apr1', undefined, true],
  ['Argon2', ['app', '$argon2id$v=19$abc'], 'argon2id', undefined, true],
  ['a JVM property', ['java', '-Dserver.port=${PORT}'], 'PORT', '', true],
  ['a JVM property without braces', ['java', '-Dserver.port=$PORT'], 'PORT', undefined, false],
  ['an option with a dotted name', ['app', '--spring.profiles.active=${P}'], 'P', '', true],
  ['a setting with a dotted name', ['app', 'cluster.name=${P}'], 'P', '', true],
  ['an option without a dot', ['app', '--port=${P}'], 'P', '', false],
  ['a path with a dot', ['app', '/etc/x.conf=${P}'], 'P', '', false],
])('%s', (_, argv, name, rest, expected) => {
  expect(isResolvedByProgram({ name, rest }, argv, argv.length - 1)).toBe(expected);
});
