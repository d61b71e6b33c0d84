import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/edit.ts';
import { findingsOf, reportsOf } from '../../support/rule-tables.ts';

const image = 'FROM debian:12\nENV KNOWN=1\n';
const reports = (line: string): string => reportsOf('lost-shell-state', `${image}${line}\n`, ['name', 'file', 'command']);

/** The line after the fix; undefined if there is none. */
function fixed(line: string): string | undefined {
  const text = `${image}${line}\n`;
  const edits = findingsOf('lost-shell-state', text)[0]?.fixes[0]?.edits;
  return edits && applyEdits(text, edits).slice(image.length, -1);
}

describe('what is lost', () => {
  it.each<[string, string]>([
    ['RUN A=1', 'variable A'],
    ['RUN A=1 B=2', 'variable A, B'],
    ['RUN make && A=1', 'variable A'],
    ['RUN make; export A=1', 'variable A'],
    ['RUN export A=1 B C=2', 'variable A, C'],
    ['RUN export "A=1"', 'variable A'],
    ["RUN export 'A=1'", 'variable A'],
    ['RUN export A', ''],
    ['RUN export $A=1', ''],
    ['RUN A=1 >/x', ''],
    ['RUN export A=1 > /x', ''],
    // The exit status of the substitution is that of the assignment.
    ['RUN A=$(make)', ''],
    ['RUN export A=$(make)', 'variable A'],
    ['RUN make || A=1', ''],
    ['RUN make && A=1 &', ''],
    ['RUN (A=1)', ''],
    ['RUN if make; then A=1; fi', ''],
    ['RUN A=1 make', ''],
    ['RUN A=1; make', ''],
    ['RUN source ~/.bashrc', 'file  ~/.bashrc'],
    ['RUN . ~/.bash_profile', 'file  ~/.bash_profile'],
    ['RUN . /etc/profile', 'file  /etc/profile'],
    ['RUN . ~/.profile', 'file  ~/.profile'],
    ['RUN . ~/.zshrc', 'file  ~/.zshrc'],
    ['RUN . /etc/bash.bashrc', ''],
    ['RUN . ~/.nvm/nvm.sh', 'file  ~/.nvm/nvm.sh'],
    ['RUN . ~/.cargo/env', 'file  ~/.cargo/env'],
    ['RUN . bin/activate', 'file  bin/activate'],
    ['RUN . activate', 'file  activate'],
    ['RUN . ./install.sh', ''],
    ['RUN . ./deactivate', ''],
    ['RUN . ./activate.sh', ''],
    ['RUN . ./cargo/env', ''],
    ['RUN ls activate', ''],
    ['RUN .', ''],
    ['RUN umask 022', 'command   umask'],
    ['RUN umask', ''],
    ["RUN alias a='b'", 'command   alias'],
    ['RUN ulimit -n 1024', 'command   ulimit'],
  ])('%s: %s', (line, expected) => {
    expect(reports(line)).toBe(expected);
  });
});

/** The values have to mean the same in ENV: Docker expands variables and removes quotes, and has no globs, tildes or substitutions. */
describe('as ENV', () => {
  it.each<[string, string | undefined]>([
    ['RUN A=1', 'ENV A=1'],
    ['RUN A=1 B=2', 'ENV A=1 B=2'],
    ['RUN export A=1 B="2 3"', 'ENV A=1 B="2 3"'],
    ['run A=1', 'env A=1'],
    ['RUN A=$KNOWN', 'ENV A=$KNOWN'],
    ['RUN A=${KNOWN}/x', 'ENV A=${KNOWN}/x'],
    ['RUN A=$UNKNOWN', undefined],
    ['RUN A=${KNOWN:-2}', undefined],
    ['RUN export A=~/x', undefined],
    ['RUN export A=`date`', undefined],
    ['RUN export A=\\$B', undefined],
    ['RUN export A=*', undefined],
    ['RUN export A=?', undefined],
    ['RUN export A=[a]', undefined],
    ['RUN export A={a,b}', undefined],
    ['RUN export A=(1)', undefined],
    ['RUN export A=1 B', undefined],
    ['RUN export -x A=1', undefined],
    ['RUN make && A=1', undefined],
    ['RUN A=1 # why', undefined],
    ['RUN A=1 \\\n  B=2', undefined],
    ['RUN --network=none A=1', undefined],
    ['RUN <<EOF\nA=1\nEOF', undefined],
  ])('%j: %j', (line, expected) => {
    expect(fixed(line)).toBe(expected);
  });
});
