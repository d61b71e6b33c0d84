import { absolutePath } from '../../../base/paths.ts';
import { programsWith } from '../../../knowledge/programs.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { cacheBuild } from '../../core/effects.ts';
import type { Effect } from '../../core/effects.ts';
import { toolchainBase } from '../../core/toolchain-base.ts';
import { compiledStack } from '../../families/compiled.ts';
import { messagesFor } from '../../families/messages.ts';

/** Crystal: the programs that `crystal build` and `shards build` make and the container starts. */
export const crystalStack = compiledStack({
  id: 'crystal',
  ecosystems: [],
  readCommand: (command) => readCrystalCommand(command),
  runtimeBase: ({ stage }) => toolchainBase(stage),
  compilingPrograms: programsWith('crystalRunner'),
  imageVariables: new Set(),
  isCode: (path) => /(?:\.cr$|(?:^|\/)shard\.(?:yml|lock)$|(?:^|\/)lib\/|^(?:spec|bin)\/)/.test(path),
  codeTools: programsWith('codeGenerator'),
  buildOnlyPackages: new Set(['git']),
  // What programs link: https://crystal-lang.org/reference/man/required_libraries.html
  runtimePackages: {
    apt: 'ca-certificates libevent-2.1-7t64 libevent-pthreads-2.1-7t64 libgc1 libgmp10 libpcre2-8-0 libssl3t64 libxml2 libyaml-0-2'.split(
      ' ',
    ),
    apk: [],
  },
  earlyDownload: () => undefined,
  messages: messagesFor('Crystal', 'crystal build', 'Crystal'),
});

function readCrystalCommand({ program, args, folder }: CommandFact): Effect | undefined {
  if (folder === undefined || (program !== 'crystal' && program !== 'shards')) return undefined;
  const [verb, ...words] = args.map(({ value }) => value);
  if (verb === 'install' || verb === 'update' || verb === 'spec' || verb === 'tool' || verb === 'version') return cacheBuild(program);
  const isOutside = words.some(
    (word, i) => /^-o$|^--output$/.test(words[i - 1] ?? '') && !absolutePath(folder, word)?.startsWith(`${folder}/`),
  );
  if (verb !== 'build' || isOutside) return undefined;
  return { kind: 'build', role: 'compile', stack: 'crystal', program, folder, artifacts: undefined, packages: undefined };
}
