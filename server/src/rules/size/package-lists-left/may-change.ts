import { mapRunWords } from '../../../linter/may-change.ts';
import type { MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { normalize: withoutCleanUp };

/** `--no-cache` replaces `--update`. */
const apkCache: ReadonlySet<string> = new Set(['--no-cache', '-U', '--update', '--update-cache']);

function withoutCleanUp(meaning: Meaning): Meaning {
  const cleanUps = [
    'rm -rf /var/lib/apt/lists/*',
    'rm -rf /var/cache/apk/*',
    'yum clean all',
    'dnf clean all',
    'microdnf clean all',
    'zypper clean --all',
    'rm -rf /var/cache/pacman/pkg/*',
    'rm -rf /var/lib/pacman/sync/*',
  ];
  return mapRunWords(meaning, (words) => {
    const kept = words.filter((word) => !apkCache.has(word)).join('\n');
    return cleanUps.reduce((text, command) => text.replace(added(command), ''), kept).split('\n');
  });
}

/** The command behind `&&`, as the user that the package manager runs as. */
function added(command: string): RegExp {
  const words = command.replaceAll(/[*.+]/g, '\\$&').replaceAll(' ', '\n');
  return new RegExp(`\n&&\n(?:(?:sudo|doas)\n(?:-[^\n]*\n)*|(?:gosu|su-exec)\n[^\n]*\n)?${words}`, 'g');
}
