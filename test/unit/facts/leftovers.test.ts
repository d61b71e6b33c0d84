import { describe, expect, it } from 'vitest';
import { isCleaning, leftovers, ofFamily } from '../../../server/src/facts/leftovers.ts';
import { factsIn, lastInstruction } from '../../support/facts.ts';

/** What the family of a package manager says about the last command of a RUN. */
function read(tool: string, line: string, image = 'acme/base:1') {
  const facts = factsIn(`FROM ${image}\nRUN ${line}`);
  const { model } = facts;
  const instruction = lastInstruction(facts);
  const command = facts.commandsOf(instruction).at(-1)!;
  const family = leftovers.find(({ tools }) => tools.has(tool))!;
  const [own] = ofFamily([command], family);
  return {
    leaves: own !== undefined && family.leaves(own),
    needs: own !== undefined && family.needs(own),
    cleans: isCleaning({ model, instruction, command }, model.final!, family),
  };
}

/** From the manuals: apt-get(8), apk(8), dnf(8), zypper(8), pacman(8). */
describe('what a command leaves, needs and deletes', () => {
  it.each<[string, string, string]>([
    ['apt-get', 'apt-get update', 'leaves'],
    ['apt-get', 'apt update', 'leaves'],
    ['apt-get', 'apt-get install -y x', 'needs'],
    ['apt-get', 'apt-get upgrade -y', 'needs'],
    ['apt-get', 'apt-get changelog x', 'needs'],
    ['apt-get', 'apt-get remove -y x', ''],
    ['apt-get', 'apt-get clean', ''],
    ['apt-get', 'apt-get distclean', 'cleans'],
    ['apt-get', 'apt-get dist-clean', 'cleans'],
    ['apt-get', 'apk add x', ''],
    ['apt-get', 'rm -rf /var/lib/apt/lists/*', 'cleans'],
    ['apt-get', 'rm -rf /var/lib/apt', 'cleans'],
    ['apt-get', 'rm -rf /var/lib/apt/lists/partial', 'cleans'],
    ['apt-get', 'rm -rf /var/cache/apt', ''],
    ['apk', 'apk add x', 'leaves'],
    ['apk', 'apk update', 'leaves'],
    ['apk', 'apk upgrade', 'leaves'],
    ['apk', 'apk add --no-cache x', ''],
    ['apk', 'apk add --no-network x', 'needs'],
    ['apk', 'apk del x', ''],
    ['apk', 'rm -rf /var/cache/apk/*', 'cleans'],
    ['dnf', 'dnf install -y x', 'leaves'],
    ['dnf', 'yum install -y x', 'leaves'],
    ['dnf', 'microdnf install -y x', 'leaves'],
    ['dnf', 'dnf upgrade -y', 'leaves'],
    ['dnf', 'dnf remove -y x', ''],
    ['dnf', 'dnf clean all', 'cleans'],
    ['dnf', 'yum clean packages', 'cleans'],
    ['dnf', 'rm -rf /var/cache/dnf', 'cleans'],
    ['zypper', 'zypper install x', 'leaves'],
    ['zypper', 'zypper refresh', 'leaves'],
    ['zypper', 'zypper clean', 'cleans'],
    ['zypper', 'zypper cc', 'cleans'],
    ['zypper', 'rm -rf /var/cache/zypp/*', 'cleans'],
    ['pacman', 'pacman -S x', 'leaves'],
    ['pacman', 'pacman -Sc', ''],
    ['pacman', 'pacman -Scc', ''],
    ['pacman', 'yes | pacman -Scc', 'cleans'],
    ['pacman', 'pacman -R x', ''],
    ['pacman', 'rm -rf /var/cache/pacman/pkg', 'cleans'],
    ['pacman', 'ls', ''],
  ])('%s: %s %s', (tool, line, expected) => {
    const found = Object.entries(read(tool, line)).flatMap(([name, is]) => (is ? [name] : []));
    expect(found.join(' ')).toBe(expected);
  });
});
