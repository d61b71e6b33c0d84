import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formEdits, joinForms } from '../../server/src/shell/join.ts';
import { applyEdits } from '../../server/src/base/edit.ts';
import { scriptOfRun } from '../support/script.ts';

/** The shells of this machine, which run the joined scripts. */
const shells = ['dash', 'bash', 'sh'].filter((shell) => spawnSync(shell, ['-c', 'exit 0']).status === 0);
const starts = shells.flatMap((shell) => [[shell, '-c'] as const, [shell, '-ec'] as const]);

/** Lines of RUN that print the state of the shell and change it for later ones. */
const lines = [
  'echo a', 'echo "$A$B" && pwd', 'cd / && pwd', 'A=1; echo $A', 'export B=2 && echo $B', 'false', 'echo b; echo c', 'false; echo d',
  'false || echo e', 'true || echo f', 'echo g || false', 'exit 0', 'echo h || exit 1', 'false || exit 3', 'false || exit 0', 'exit',
  'set -e; false; echo i', 'set -e && echo j', 'set -ef; echo *', '(set -e; false; echo k)', 'set -u; echo ${A:-l}', 'set -- x y; echo $#', 'echo $#',
  'umask 077; umask', 'umask', 'f() { echo m; }; f', 'f', 'for A in 1 2; do echo $A; done', '{ cd /; pwd; }', '(cd / && pwd)', 'cd / | cat',
  'exec echo n', 'exec 2>&1', 'trap "echo o" EXIT', 'if false; then echo p; fi', '! false', '! true', 'echo q | cat', 'IFS=:; echo $A', 'A=x:y; echo $A',
  'echo $(cd / && pwd)', 'set -e; for A in 1 2; do false; echo r; done', 'echo ${C:=s}', 'echo $C', 'unset A; echo ${A-t}', 'set -e; false || true; echo u',
  'echo v;', 'false; echo w;', 'A=3; echo $A ;', '(cd /; pwd);', 'if true; then echo x; fi;', 'echo y; false || echo z;', 'false # no', 'echo 1; echo 2 # yes',
  'true &', 'case $A in x) echo 3;; *) echo 4;; esac', 'set -x && echo 5', 'set -ef && echo *', 'set -u && echo ${A:-6}', 'set -u; echo 7',
]; // prettier-ignore

interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

function run([shell, option]: readonly [string, string], body: string): Outcome {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'layerwise-join-'));
  try {
    // With a socket as input, as Node.js would provide it, bash assumes a remote login and reads the user's files.
    const { status, stdout } = spawnSync(shell, [option, body], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', A: 'env' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return { ok: status === 0, output: stdout.replaceAll(folder, 'FOLDER') };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Like Docker: one shell for each script, up to the first that fails. */
function separately(start: readonly [string, string], bodies: readonly string[]): Outcome {
  let output = '';
  for (const body of bodies) {
    const outcome = run(start, body);
    output += outcome.output;
    if (!outcome.ok) return { ok: false, output };
  }
  return { ok: true, output };
}

describe.skipIf(shells.length === 0)('scripts joined with && do in one shell what they did in separate shells', () => {
  it.each(starts)('%s %s', (...start) => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines), { minLength: 2, maxLength: 4 }), (bodies) => {
        const scripts = bodies.map((body) => scriptOfRun(body));
        const joins = joinForms(scripts, { errexit: start[1] === '-ec', isEnvironment: (name) => name === 'A' });
        if (joins.some((join) => join.form === 'impossible')) return;
        const last = bodies.length - 1;
        const joined = bodies
          .map((body, i) => applyEdits(`RUN ${body}`, formEdits(scripts[i]!, joins[i]!, i === last)).slice(4))
          .join(' && ');
        expect({ joined, ...run(start, joined) }).toEqual({ joined, ...separately(start, bodies) });
      }),
      { numRuns: 40 },
    );
  });
});
