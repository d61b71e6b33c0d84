import { describe, expect, it } from 'vitest';
import type { CommandPart } from '../../../../server/src/facts/start/start.ts';
import { toExecForm, toShellForm, formatCommand } from '../../../../server/src/languages/dockerfile/command-forms.ts';

describe('conversion of command forms', () => {
  const part = (form: CommandPart['form'], ...words: string[]): CommandPart => ({ form, words, shell: ['/bin/sh', '-c'], from: 'default' });

  it.each([
    [part('shell', 'node server.js'), '["node", "server.js"]'],
    [part('shell', 'exec node server.js'), '["node", "server.js"]'],
    [part('shell', 'exec $APP'), '["/bin/sh", "-c", "exec $APP"]'],
    [part('shell', "echo 'a b'"), '["echo", "a b"]'],
    [part('shell', 'echo $HOME'), '["/bin/sh", "-c", "echo $HOME"]'],
    [part('shell', 'a && b'), '["/bin/sh", "-c", "a && b"]'],
  ])('%j in exec form is %s', (from, expected) => {
    expect(formatCommand(toExecForm(from))).toBe(expected);
  });

  it.each([
    [part('exec', 'node', 'server.js'), 'node server.js'],
    [part('exec', 'echo', 'a b', "it's"), String.raw`echo 'a b' 'it'\''s'`],
    [part('exec', 'sh', '-c', 'a && b'), 'a && b'],
    [part('exec', 'sh', '-c', 'a', 'b'), 'sh -c a b'],
  ])('%j in shell form is %s', (from, expected) => {
    expect(formatCommand(toShellForm(from))).toBe(expected);
  });
});
