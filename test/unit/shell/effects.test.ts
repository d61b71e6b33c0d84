import { describe, expect, it } from 'vitest';
import { effectsOf } from '../../../server/src/shell/effects.ts';
import { joinForms } from '../../../server/src/shell/join.ts';
import type { JoinContext } from '../../../server/src/shell/join.ts';
import { scriptIn, scriptOfRun } from '../../support/script.ts';

describe('the effects of a script', () => {
  it.each<[string, string[]]>([
    ['apt-get update && apt-get install -y curl', []],
    ['cd /x && make', ['directory']],
    ['(cd /x && make)', []],
    ['x | cd /y', []],
    ['a=$(cd /x && pwd)', ['variables a']],
    ['{ cd /x; }', ['directory']],
    ['if true; then cd /x; fi', ['directory']],
    ['command cd /x', ['directory']],
    ['A=1', ['variables A']],
    ['A=1 make', []],
    ['A=1 export B=2', ['variables A', 'variables B exported']],
    ['export A=1 B', ['variables A B exported']],
    ['read -r A', ['variables A']],
    ['unset A', ['variables A']],
    ['for i in a b; do x $i; done', ['variables i']],
    ['x ${A:=1}', ['variables A']],
    ['printf -v A x', ['variables A']],
    ['set -x', ['options']],
    ['set -e', ['errexit', 'options']],
    ['set -eux', ['errexit', 'options']],
    ['set -o errexit', ['errexit', 'options']],
    ['set -euo pipefail', ['errexit', 'options']],
    ['set +e', ['options']],
    ["trap 'x' ERR", ['errexit', 'trap']],
    ["trap 'x' EXIT", ['trap']],
    ['shopt -s globstar', ['options']],
    ['umask 022', ['umask']],
    ['ulimit -n 1024', ['limits']],
    ["alias ll='ls -l'", ['aliases']],
    ['f() { x; } && f', ['functions']],
    ['(f() { x; }; f)', []],
    ['. /etc/profile && x', ['unknown']],
    ['eval "$X"', ['unknown']],
    ['$X a', ['unknown']],
    ['"$DIR/bin/x" a', []],
    ['exec x', ['ends']],
    ['exec > /log', ['redirection']],
    ['x || exit 1', ['list']],
    ['x || exit 0', ['ends', 'list']],
    ['exit', ['ends']],
    ['(exit 0)', []],
    ['a; b', ['list']],
    ['a || b', ['list']],
    ['a &', ['background', 'list']],
    ['(a & b)', ['background']],
    ['service mysql start && x', ['background']],
    ['/etc/init.d/mysql start', ['background']],
    ['service --status-all', []],
    ['redis-server --daemonize yes', ['background']],
    ['a > /dev/shm/x', ['unkept']],
    ['a --dir=/dev/shm b', ['unkept']],
    ['DIR=/dev/shm a', ['unkept']],
    ['(cp "/dev/shm/x" /)', ['unkept']],
    ['a | tee /dev/shm/x', ['unkept']],
    ['a > /dev/null', []],
    ['a # b', ['comment']],
    ['pip install -U pip && pip list', ['lookup pip']],
    ['npm install -g npm@11', ['lookup npm']],
    ['python3 -m pip install -U pip', []],
    ['a "b', ['unreadable']],
    ['a &&', ['unreadable']],
  ])('RUN %s', (body, expected) => {
    const effects = effectsOf(scriptOfRun(body)).map(({ kind, names, exported }) =>
      [kind, ...names, ...(exported ? ['exported'] : [])].join(' '),
    );
    expect([...new Set(effects)].sort()).toEqual([...expected].sort());
  });

  it('a heredoc', () => {
    expect(effectsOf(scriptIn('RUN cat <<EOF > /x\na\nEOF\n')).map((effect) => effect.kind)).toEqual(['heredoc']);
  });

  it('has the span of the command', () => {
    const text = 'RUN a && cd /x && b';
    expect(effectsOf(scriptIn(text)).map((effect) => text.slice(effect.start, effect.end))).toEqual(['cd /x']);
  });
});

const alone: JoinContext = { errexit: false, isEnvironment: () => false };

/** The forms in which the scripts can be joined. */
const forms = (scripts: readonly string[], surroundings = alone): string[] =>
  joinForms(scripts.map((body) => scriptOfRun(body)), surroundings).map((join) => join.form); // prettier-ignore

describe('how scripts can be joined with &&', () => {
  it.each<[string, string[], string[]]>([
    ['commands', ['a', 'b && c', 'd | e'], ['plain', 'plain', 'plain']],
    ['a folder is left in a subshell, unless nothing follows', ['cd /x && a', 'b', 'cd /y && c'], ['subshell', 'plain', 'plain']],
    ['a list may lead, and must be held together behind others', ['a; b', 'c; d', 'e || f'], ['plain', 'braces', 'braces']],
    ['|| may lead', ['a || b', 'c'], ['plain', 'plain']],
    ['a list that also leaves a folder', ['x', 'cd /x; a', 'b'], ['plain', 'subshell', 'plain']],
    ['exit 1 stops the build either way', ['a || exit 1', 'b'], ['plain', 'plain']],
    ['exit 0 stops more than its own line', ['a || exit 0', 'b'], ['subshell', 'plain']],
    ['exec', ['exec a', 'exec b'], ['subshell', 'plain']],
    ['a job in the background', ['a &', 'b'], ['impossible', 'plain']],
    ['a job in the background at the end', ['a', 'b &'], ['plain', 'braces']],
    ['a daemon', ['service x start', 'b'], ['impossible', 'plain']],
    ['a file in memory, which the next script must not see', ['a > /dev/shm/x', 'b'], ['impossible', 'plain']],
    ['a file in memory at the end', ['a', 'b > /dev/shm/x'], ['plain', 'plain']],
    ['a comment swallows what follows', ['a # b', 'c'], ['impossible', 'plain']],
    ['a comment at the end', ['a', 'b # c'], ['plain', 'plain']],
    ['broken text', ['a "b', 'c'], ['impossible', 'plain']],
    ['broken text at the end', ['a', 'b )'], ['plain', 'impossible']],
    ['an exported variable', ['export A=1', 'b'], ['subshell', 'plain']],
    ['a variable nobody sees', ['A=1; x $A', 'b'], ['plain', 'plain']],
    ['a variable the next one reads', ['A=1; x $A', 'b $A'], ['subshell', 'plain']],
    ['a variable a later one reads', ['A=1; x $A', 'b', 'c "${A:-2}"'], ['subshell', 'plain', 'plain']],
    ['a variable the shell goes by', ['PATH=/x:$PATH; x', 'b'], ['subshell', 'plain']],
    ['a list behind which a comment stands', ['a', 'b; c # d'], ['plain', 'impossible']],
    ['a semicolon at the end is no list', ['a;', 'b;'], ['plain', 'plain']],
    ['another shell', ['ln -sf /bin/bash /bin/sh', 'source x'], ['impossible', 'plain']],
    ['another shell, at the end', ['a', 'rm /bin/sh && ln -s bash /bin/sh'], ['plain', 'plain']],
    ['set -x', ['set -x && a', 'b'], ['subshell', 'plain']],
    ['set -x in each', ['set -x && a', 'set -x && b', 'set -x && c'], ['plain', 'plain', 'plain']],
    ['set -x in some', ['set -x && a', 'set -x && b', 'c'], ['subshell', 'subshell', 'plain']],
    ['options that differ', ['set -eux && a', 'set -ex && b'], ['subshell', 'plain']],
    ['set -e that changes nothing', ['set -ex && a && b', 'c'], ['subshell', 'plain']],
    ['set -e; and then a chain', ['set -e; a && b', 'c'], ['subshell', 'plain']],
    ['set -e that counts', ['set -ex; a; b', 'c'], ['impossible', 'plain']],
    ['set -e in a subshell that counts', ['(set -e; a; b)', 'c'], ['impossible', 'plain']],
    ['set -e and a loop', ['set -e && for i in 1 2; do a; done', 'c'], ['impossible', 'plain']],
    ['set -e at the end', ['a', 'set -e; b; c'], ['plain', 'braces']],
    ['pip that replaces itself', ['pip install -U pip', 'pip install x'], ['subshell', 'plain']],
    ['pip that replaces itself and is done', ['pip install -U pip', 'x'], ['plain', 'plain']],
  ])('%s', (_, scripts, expected) => {
    expect(forms(scripts)).toEqual(expected);
  });

  it('a variable that may be in the environment is isolated', () => {
    expect(forms(['A=1; x $A', 'b'], { ...alone, isEnvironment: (name) => name === 'A' })).toEqual(['subshell', 'plain']);
  });

  it('a shell with -e: lists rely on it', () => {
    expect(forms(['a; b', 'c'], { ...alone, errexit: true })).toEqual(['impossible', 'plain']);
    expect(forms(['a && b', 'c'], { ...alone, errexit: true })).toEqual(['plain', 'plain']);
  });

  it('the reason is the command', () => {
    const script = scriptOfRun('a && cd /x && b');
    const [join] = joinForms([script, scriptOfRun('c')], alone);
    expect(join?.reasons).toEqual(effectsOf(script));
  });
});
