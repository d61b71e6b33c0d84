import { describe, expect, it } from 'vitest';
import { commandsOf } from '../../../../server/src/facts/commands/command.ts';
import { explainCommand } from '../../../../server/src/facts/commands/help.ts';
import type { ExplainedCommand } from '../../../../server/src/facts/commands/help.ts';
import { modelOf } from '../../../support/model.ts';

const image = 'FROM debian:12\nRUN ';

function explained(line: string): ExplainedCommand | undefined {
  const model = modelOf(`${image}${line}\n`);
  const last = commandsOf(model, model.tree.instructions.at(-1)!).at(-1);
  return last && explainCommand(last);
}

/** `option` or `option value`. */
function optionsOf(line: string): readonly string[] | undefined {
  return explained(line)?.options.map(({ name, value }) => (value === undefined ? name : `${name} ${value}`));
}

describe('the options of a command', () => {
  it.each<[string, readonly string[]]>([
    // One-letter options share a dash; the rest of the word after one with a value is its value.
    ['curl -fsSL https://example.com/a', ['-f', '-s', '-S', '-L']],
    ['curl -fsSLo a https://example.com/a', ['-f', '-s', '-S', '-L', '-o a']],
    ['curl -fsSLoa https://example.com/a', ['-f', '-s', '-S', '-L', '-o a']],
    ['curl -o a -o b https://example.com/a', ['-o a']],
    ['curl -fo -s https://example.com/a', ['-f', '-o -s']],
    ['curl --output a', ['--output a']],
    ['curl --output=a', ['--output a']],
    ['curl --output=', ['--output ']],
    ['curl --output', []],
    ['curl --retry 3 --fail x', ['--retry 3', '--fail']],
    ['curl --unknown -f', ['-f']],
    ['curl --unknown=1 -f', ['-f']],
    ['curl -Zf', ['-f']],
    ['curl - -f', ['-f']],
    ['curl f -- -f', []],
    ['mkdir -m755 a', ['-m 755']],
    ['mkdir -pm 755 a', ['-p', '-m 755']],
    ['chmod +x a', ['+x']],
    ['chmod -R +x a', ['-R', '+x']],
    ['apt-get -qq install -y --no-install-recommends curl', ['-qq', '-y', '--no-install-recommends']],
    ['apt-get install -o Acquire::Retries=3 curl', ['-o Acquire::Retries=3']],
    // The options of a subcommand, and those of the program.
    ['git clone -q --depth 1 --branch=v1 https://example.com/a.git', ['-q', '--depth 1', '--branch v1']],
    ['git -C /src checkout main', ['-C /src']],
    ['git checkout --depth 1', []],
    // find: a dash starts one option.
    ['find . -type f -name "*.pyc" -delete', ['-type f', '-name *.pyc', '-delete']],
    ['find . -typef', []],
    ['find . -maxdepth=2', ['-maxdepth 2']],
    // tar: the first word needs no dash.
    ['tar xzf a.tgz', ['-x', '-z', '-f a.tgz']],
    ['tar -xzf a.tgz -C /opt --strip-components=1', ['-x', '-z', '-f a.tgz', '-C /opt', '--strip-components 1']],
    ['tar -x zf', ['-x']],
    ['tar x.tgz', []],
    ['unzip xz', []],
    // set: `-o` takes the name of an option, and `+` turns one off.
    ['set -eux', ['-e', '-u', '-x']],
    ['set -euo pipefail', ['-e', '-u', 'pipefail']],
    ['set -e -o pipefail', ['-e', 'pipefail']],
    ['set +x', []],
    ['set -- -e', []],
    ['set e', []],
    // Wrappers are left out.
    ['sudo -u app rm -rf /a', ['-r', '-f']],
    ['/bin/rm -rf /a', ['-r', '-f']],
    ['python3 -m pip install -r a.txt', ['-r a.txt']],
  ])('%s: %j', (line, expected) => {
    expect(optionsOf(line)).toEqual(expected);
  });

  it('have the word that they are in', () => {
    const line = 'curl -fsSL --retry 3 https://example.com/a';
    const words = explained(line)!.options.map(({ name, word }) => `${name} ${`${image}${line}`.slice(word.start, word.end)}`);
    expect(words).toEqual(['-f -fsSL', '-s -fsSL', '-S -fsSL', '-L -fsSL', '--retry --retry']);
  });

  it('an option of set that has no phrase of its own', () => {
    expect(optionsOf('set -o nounset-or-so')).toEqual(['-o nounset-or-so']);
  });
});

describe('the command', () => {
  it.each<[string, string, readonly string[]]>([
    ['apt-get   -y  install curl', 'apt-get -y install curl', ['apt-get', 'install']],
    ['apt-get -y', 'apt-get -y', ['apt-get']],
    ['apt-get install "a  b"', 'apt-get install "a b"', ['apt-get', 'install']],
    ['sudo rm /a', 'sudo rm /a', ['rm']],
    ['python3 -m pip install flask', 'python3 -m pip install flask', ['python3', 'pip', 'install']],
    ['A=1 rm /a', 'rm /a', ['rm']],
  ])('%s', (line, written, names) => {
    const command = explained(line)!;
    expect(command.written).toBe(written);
    expect(command.names.map(({ start, end }) => `${image}${line}`.slice(start, end))).toEqual(names);
  });

  it('with a subcommand has the summary of the subcommand', () => {
    expect(explained('apt-get install curl')!.summary.text).toContain('installs');
    expect(explained('apt-get -y')!.summary.text).toContain('manages');
  });

  it.each(['my-program -f', 'A=1', '$PROGRAM -f'])('%s is not known', (line) => {
    expect(explained(line)).toBeUndefined();
  });

  it('python runs pip only as a module', () => {
    expect(optionsOf('python3 -m my_module -f')).toEqual(['-m my_module']);
    expect(optionsOf('python3 -c pip')).toEqual(['-c pip']);
  });
});
