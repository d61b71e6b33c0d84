import { expect, it } from 'vitest';
import { shellOptions } from '../../../server/src/shell/tools/shell-options.ts';

/** `words`: the shell and its arguments. Returns its command line, or the script that it runs. */
it.each([
  ['sh -c TEXT', 'TEXT', undefined],
  ['sh -xec TEXT a b', 'TEXT', undefined],
  ['bash -lc TEXT', 'TEXT', undefined],
  ['bash --login -o pipefail -c TEXT', 'TEXT', undefined],
  ['bash -eo pipefail -c TEXT', 'TEXT', undefined],
  ['bash -ceo pipefail TEXT', 'TEXT', undefined],
  ['bash --rcfile /x -ic TEXT', 'TEXT', undefined],
  ['sh -c -e TEXT', 'TEXT', undefined],
  ['sh -c -- TEXT', 'TEXT', undefined],
  ['bash -C -c TEXT', 'TEXT', undefined],
  ['zsh -lc TEXT', 'TEXT', undefined],
  ['csh -fc TEXT', 'TEXT', undefined],
  ['fish --command TEXT', 'TEXT', undefined],
  ['fish --command=TEXT', '--command=TEXT', undefined],
  ['fish -C init -c TEXT', 'TEXT', undefined],
  ['pwsh -NoProfile -Command $a = 1', '$a = 1', undefined],
  ['pwsh -ExecutionPolicy Bypass -c TEXT', 'TEXT', undefined],
  ['pwsh -File x.ps1 a', undefined, 'x.ps1'],
  ['pwsh x.ps1 a', undefined, 'x.ps1'],
  ['powershell Write-Host a', 'Write-Host a', undefined],
  ['powershell.exe -File x.ps1 a', undefined, 'x.ps1'],
  ['cmd /S /C echo a', 'echo a', undefined],
  ['sh', undefined, undefined],
  ['sh -c', undefined, undefined],
  ['bash -il', undefined, undefined],
  ['bash script.sh -c a', undefined, 'script.sh'],
  ['bash -e script.sh', undefined, 'script.sh'],
  ['bash -- script.sh', undefined, 'script.sh'],
])('%s', (words, command, script) => {
  const [shell = '', ...args] = words.split(' ');
  const found = shellOptions(shell, args);
  expect([found.command && args.slice(found.command.first, found.command.end).join(' '), args[found.script]]).toEqual([command, script]);
});
